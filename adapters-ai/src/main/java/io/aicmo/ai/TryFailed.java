package io.aicmo.ai;

import io.aicmo.port.ai.AiFailure;

/** One try to get an answer failed. */
final class TryFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final AiFailure failure;
    private final boolean temporary;

    private TryFailed(String what, AiFailure failure, boolean temporary) {
        super(what, failure);
        this.failure = failure;
        this.temporary = temporary;
    }

    /** Another try may fare better. */
    static TryFailed temporary(String what, AiFailure failure) {
        return new TryFailed(what, failure, true);
    }

    /** Another try would not. */
    static TryFailed lasting(String what, AiFailure failure) {
        return new TryFailed(what, failure, false);
    }

    /** What callers are told if it is not tried again. */
    AiFailure failure() {
        return failure;
    }

    boolean isTemporary() {
        return temporary;
    }
}
