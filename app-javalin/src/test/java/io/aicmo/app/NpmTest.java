package io.aicmo.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Nothing that continuous integration should have tried is skipped there. */
class NpmTest {
    private static final String WHY = "there is no Node here";

    @Test
    void whatCannotBeTriedFailsWhereContinuousIntegrationRuns() {
        assertThatThrownBy(() -> Npm.isMissing(WHY, Map.of("CI", "true")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(WHY);
        assertThatThrownBy(() -> Npm.isMissing(WHY, Map.of("CI", "1"))).isInstanceOf(AssertionError.class);
    }

    @Test
    void elsewhereItIsSkippedAndSaysWhy() {
        for (Map<String, String> environment :
                List.<Map<String, String>>of(Map.of(), Map.of("CI", ""), Map.of("CI", "false"))) {
            assertThatThrownBy(() -> Npm.isMissing(WHY, environment))
                    .isInstanceOf(TestAbortedException.class)
                    .hasMessageContaining(WHY);
        }
    }
}
