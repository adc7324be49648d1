package io.aicmo.domain.crm;

import java.time.Instant;

/**
 * A person's latest word on a channel.
 *
 * @param state granted or withdrawn
 * @param at when the person said so
 */
public record Consent(ConsentState state, Instant at) {

    /** Which of two statements holds: the later one, and of two at the same moment the withdrawal. */
    public Consent merge(Consent other) {
        if (other.at.equals(at)) {
            return other.state == ConsentState.WITHDRAWN ? other : this;
        }
        return other.at.isAfter(at) ? other : this;
    }
}
