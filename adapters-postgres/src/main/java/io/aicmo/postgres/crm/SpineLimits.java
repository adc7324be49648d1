package io.aicmo.postgres.crm;

/**
 * How the writer of events is dimensioned.
 *
 * @param writers how many batches are written at the same time; each needs a connection
 * @param batch how many events of different callers go into one batch at most; a caller that brings more goes alone
 * @param capacity how many events may wait; who comes then is refused as unavailable
 */
public record SpineLimits(int writers, int batch, int capacity) {
    private static final int BATCH = 500;

    /** These writers and this queue, with batches of up to 500 events. */
    public static SpineLimits of(int writers, int capacity) {
        return new SpineLimits(writers, BATCH, capacity);
    }

    /** @throws IllegalArgumentException if one of them is not positive */
    public SpineLimits {
        if (writers < 1 || batch < 1 || capacity < 1) {
            throw new IllegalArgumentException("writers, batch and capacity must be positive");
        }
    }
}
