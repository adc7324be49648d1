package io.aicmo.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What came of a load. Filled by one thread, or merged from several. */
final class Tally {
    private static final double MICROS = 1e6;

    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private int[] micros = new int[1 << 12];
    private int accepted;
    private int broken;
    private int unsent;
    private int withoutRetryAfter;
    private long nanos;

    /** An answer, and how long it took. */
    void answered(int status, long tookNanos, boolean retryAfter) {
        statuses.merge(status, 1, Integer::sum);
        if (status >= 200 && status < 300) {
            if (accepted == micros.length) {
                micros = Arrays.copyOf(micros, accepted * 2);
            }
            micros[accepted++] = (int) Math.min(Integer.MAX_VALUE, tookNanos / 1_000);
        }
        if (status == 503 && !retryAfter) {
            withoutRetryAfter++;
        }
    }

    /** A request whose connection broke, or that nobody answered in time. */
    void broke() {
        broken++;
    }

    /** A request that was due while every connection was busy. */
    void couldNotSend() {
        unsent++;
    }

    /** How long all of it took. */
    void lasted(long tookNanos) {
        nanos = Math.max(nanos, tookNanos);
    }

    /** Adds what another thread counted at the same time. */
    void add(Tally other) {
        other.statuses.forEach((status, count) -> statuses.merge(status, count, Integer::sum));
        micros = Arrays.copyOf(micros, Math.max(1, accepted + other.accepted));
        System.arraycopy(other.micros, 0, micros, accepted, other.accepted);
        accepted += other.accepted;
        broken += other.broken;
        unsent += other.unsent;
        withoutRetryAfter += other.withoutRetryAfter;
        lasted(other.nanos);
    }

    /** Requests that were answered with a status. */
    int count(int status) {
        return statuses.getOrDefault(status, 0);
    }

    /** Requests that were answered with a 2xx. */
    int accepted() {
        return accepted;
    }

    int broken() {
        return broken;
    }

    int unsent() {
        return unsent;
    }

    int withoutRetryAfter() {
        return withoutRetryAfter;
    }

    double seconds() {
        return nanos / 1e9;
    }

    /** Accepted requests a second. */
    double rate() {
        return accepted / seconds();
    }

    /**
     * A percentile of how long accepted requests took.
     *
     * @param fraction 0 to 1
     * @return milliseconds; 0 if none was accepted
     */
    double percentileMillis(double fraction) {
        if (accepted == 0) {
            return 0;
        }
        int[] sorted = Arrays.copyOf(micros, accepted);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(accepted - 1L, (long) (fraction * accepted))] / 1e3;
    }

    /** How long an accepted request took on average, in milliseconds. */
    double meanMillis() {
        return Arrays.stream(micros, 0, accepted).average().orElse(0) * 1e3 / MICROS;
    }

    /** The statuses and how often each came, and what else went wrong. */
    String outcome() {
        StringBuilder text = new StringBuilder(statuses.toString());
        if (broken > 0) {
            text.append(", broken ").append(broken);
        }
        if (unsent > 0) {
            text.append(", not sent ").append(unsent);
        }
        return text.toString();
    }
}
