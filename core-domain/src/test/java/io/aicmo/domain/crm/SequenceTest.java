package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceStepId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceTest {

    @Test
    void aSequenceHasOneToFiftySteps() {
        SequenceStep step = Given.aStep("email");

        assertThatCode(() -> check(List.of(step))).doesNotThrowAnyException();
        assertThatCode(() -> check(Collections.nCopies(50, step))).doesNotThrowAnyException();
        assertThat(refused(List.of()).code()).isEqualTo("sequence.steps_count");
        assertThat(refused(Collections.nCopies(51, step)).code()).isEqualTo("sequence.steps_count");
    }

    @Test
    void aStepOnAnUnknownChannelIsRefusedByItsPlace() {
        Rejected refused = refused(List.of(Given.aStep("email"), Given.aStep("pigeon")));

        assertThat(refused.code()).isEqualTo("channel.unknown");
        assertThat(refused.violations().get(0).field()).isEqualTo("steps/1/channel");
    }

    @Test
    void aStepWaitsAYearAtMost() {
        assertThat(step(0, "text").delayHours()).isZero();
        assertThat(step(8_760, "text").delayHours()).isEqualTo(8_760);
        assertThat(catchThrowableOfType(Rejected.class, () -> step(-1, "text")).code())
                .isEqualTo("sequence.delay_out_of_range");
        assertThat(catchThrowableOfType(Rejected.class, () -> step(8_761, "text"))
                        .code())
                .isEqualTo("sequence.delay_out_of_range");
    }

    @Test
    void aStepSaysSomething() {
        assertThat(catchThrowableOfType(Rejected.class, () -> step(0, " ")).code())
                .isEqualTo("text.missing");
    }

    private static void check(List<SequenceStep> steps) {
        Sequence.checkSteps(steps, Channels.catalogue());
    }

    private static Rejected refused(List<SequenceStep> steps) {
        return catchThrowableOfType(Rejected.class, () -> check(steps));
    }

    private static SequenceStep step(int delayHours, String body) {
        return new SequenceStep(
                new SequenceStepId(Given.anId()), new SequenceId(Given.anId()), 0, "email", delayHours, null, body);
    }
}
