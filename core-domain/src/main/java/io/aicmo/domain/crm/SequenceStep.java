package io.aicmo.domain.crm;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceStepId;
import io.aicmo.domain.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * One message of a sequence.
 *
 * @param position 0 for the first
 * @param delayHours hours after the step before it, or after the enrolment; 0 to 8,760
 * @param subject the subject of an e-mail, or null on other channels
 */
public record SequenceStep(
        SequenceStepId id,
        SequenceId sequenceId,
        int position,
        String channel,
        int delayHours,
        @Nullable String subject,
        String body) {

    /** @throws Rejected {@code text.*}, {@code sequence.delay_out_of_range} */
    public SequenceStep {
        subject = Text.optional(subject, "steps/" + position + "/subject", 998);
        body = Text.required(body, "steps/" + position + "/body", 100_000);
        if (delayHours < 0 || delayHours > 8_760) {
            throw Rejected.field(
                    "steps/" + position + "/delay_hours",
                    "sequence.delay_out_of_range",
                    "delay_hours must be between 0 and 8760 (a year)");
        }
    }
}
