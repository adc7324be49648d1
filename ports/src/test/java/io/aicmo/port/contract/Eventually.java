package io.aicmo.port.contract;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what must come true soon. */
public final class Eventually {
    /** What a revoked credential may still be believed, or a moment of a run, and some time for a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private Eventually() {}

    /** Returns as soon as the assertion holds, and throws its failure if it does not hold in time. */
    public static void holds(Runnable assertion) {
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
