package io.aicmo.domain.cmo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.crm.Given;
import io.aicmo.domain.shared.FunnelStageId;
import io.aicmo.domain.shared.Rejected;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunnelTest {
    @Test
    void aStageHasAPlaceAGoalAndAConversionTarget() {
        FunnelStage stage = stage(2, "Books a call", "12.5");

        assertThat(stage.position()).isEqualTo(2);
        assertThat(stage.goal()).isEqualTo("Books a call");
        assertThat(stage.conversionTarget()).isEqualByComparingTo("12.5");
        assertThat(refusal(0, " ", "12.5")).isEqualTo("text.missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100.01", "101", "0.001", "1e30", "1e-30"})
    void aConversionTargetIsAPercentage(String percent) {
        assertThat(refusal(0, "Reads", percent)).isEqualTo("funnel_stage.conversion_target_out_of_range");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 20})
    void aStagesPlaceIsOneOfTwenty(int position) {
        assertThat(refusal(position, "Reads", "5")).isEqualTo("funnel_stage.position_out_of_range");
    }

    @Test
    void aFunnelIsADraftThenActiveAndCanBeRetired() {
        assertThat(FunnelStatus.DRAFT.next()).containsExactly(FunnelStatus.ACTIVE);
        assertThat(FunnelStatus.ACTIVE.next()).containsExactly(FunnelStatus.RETIRED);
        assertThat(FunnelStatus.RETIRED.next()).containsExactly(FunnelStatus.ACTIVE);
    }

    private static String refusal(int position, String goal, String percent) {
        return catchThrowableOfType(Rejected.class, () -> stage(position, goal, percent))
                .code();
    }

    private static FunnelStage stage(int position, String goal, String percent) {
        return FunnelStage.of(
                Marketing.aFunnel(),
                new FunnelStageId(Given.anId()),
                new FunnelStage.Edit(
                        position, "Consider", goal, null, new BigDecimal(percent), List.of("email"), List.of()),
                Given.NOW);
    }
}
