package io.aicmo.port.job;

import java.time.Duration;

/** Thrown by a handler whose job cannot be done before some time for a reason that is nobody's failure: the try does not count. */
public final class Postponed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration rest;

    /** @param rest how long to wait with the next try */
    public Postponed(String detail, Duration rest) {
        super(detail);
        this.rest = rest;
    }

    /** @param rest how long to wait with the next try */
    public Postponed(String detail, Duration rest, Throwable cause) {
        super(detail, cause);
        this.rest = rest;
    }

    /** How long to wait with the next try. */
    public Duration rest() {
        return rest;
    }
}
