package io.aicmo.domain.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a step.
 *
 * @param position which step
 * @param detail what was done, or why it was not; null where there is nothing to say
 */
public record StepOutcome(
        int position, Result result, @Nullable String detail, Instant at) {
    /** How it ended, or why it has not. */
    public enum Result {
        DONE,
        /** It waits for a time to pass. */
        WAITING,
        /** It waits for a person. */
        ASKED,
        APPROVED,
        REJECTED,
        NOT_MET,
        /** It was taken for a loop, and not begun. */
        LOOP,
        FAILED
    }
}
