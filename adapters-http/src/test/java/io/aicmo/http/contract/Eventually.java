package io.aicmo.http.contract;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what must come true soon, because caches may believe otherwise for a while. */
final class Eventually {
    /** What a revoked credential may still be believed, and some time for a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private Eventually() {}

    static void holds(Runnable assertion) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() - deadline > 0) {
                    throw notYet;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }
}
