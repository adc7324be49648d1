package io.aicmo.port.ai;

import java.time.Duration;

/** The moment up to which somebody waits for an answer, by this machine's steady clock. */
public final class Deadline {
    private static final Duration EVER = Duration.ofDays(365);

    private final long at;

    private Deadline(long at) {
        this.at = at;
    }

    /** So long from now on. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** So far away that nobody lives to see it. */
    public static Deadline none() {
        return in(EVER);
    }

    /** This one or the other, whichever comes first. */
    public Deadline orSooner(Deadline other) {
        return other.at - at < 0 ? other : this;
    }

    /** How much time is left; zero or less once it is over. */
    public Duration left() {
        return Duration.ofNanos(at - System.nanoTime());
    }
}
