package io.aicmo.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Loads a JVM until it compiles next to nothing any more. Until then it is several times slower than it will be, for its
 * code is not compiled and its compilers take the processors from everybody else; and how fast it is does not tell when
 * that is over, because it stands still on the way.
 */
final class Warming {
    /** Compilers that work for a smaller share of the time change no figure. */
    private static final double IDLE = 0.2;

    /** Compilers wait for code to have run often enough: one load without them is chance. */
    private static final int IDLE_FOR = 3;

    /** Longer than any server took, on a machine that was not busy with something else. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    /** So many loads fit into the longest time. */
    private static final int LOADS = 24;

    private Warming() {}

    /** How long one load lasts, of a warming that lasts so long at most. */
    static Duration load(Duration atMost) {
        return atMost.dividedBy(LOADS);
    }

    /**
     * Loads it, once at least.
     *
     * @param atMost after so long no further load begins
     * @param compiling how long it has compiled so far
     * @param load keeps it busy for {@link #load} or longer
     * @return how long that took
     */
    static Duration run(Duration atMost, Supplier<Duration> compiling, Runnable load) {
        long begun = System.nanoTime();
        int idle = 0;
        do {
            Duration before = compiling.get();
            long from = System.nanoTime();
            load.run();
            double share = compiling.get().minus(before).toNanos() / (double) (System.nanoTime() - from);
            idle = share < IDLE ? idle + 1 : 0;
        } while (idle < IDLE_FOR && System.nanoTime() - begun < atMost.toNanos());
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** How long this JVM has compiled so far. */
    static Duration compilingHere() {
        return Duration.ofMillis(ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
    }
}
