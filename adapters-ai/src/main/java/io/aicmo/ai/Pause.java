package io.aicmo.ai;

import io.aicmo.port.ai.Listener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between two tries. */
@FunctionalInterface
interface Pause {
    /** Waits so long, or until the listener hangs up. */
    void pause(Duration time, Listener listener);

    /** By the clock on the wall. */
    static Pause real() {
        return (time, listener) -> {
            CountDownLatch hungUp = new CountDownLatch(1);
            try (Listener.Registration registered = listener.whenHungUp(hungUp::countDown)) {
                boolean early = hungUp.await(time.toNanos(), TimeUnit.NANOSECONDS);
                if (early) {
                    listener.check();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                listener.hangUp();
            }
        };
    }
}
