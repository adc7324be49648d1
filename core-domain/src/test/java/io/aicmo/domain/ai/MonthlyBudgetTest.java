package io.aicmo.domain.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MonthlyBudgetTest {
    @Test
    void whatReachesTheLimitHasSpentIt() {
        MonthlyBudget budget = new MonthlyBudget(new BigDecimal("10.00"));

        assertThat(budget.isSpentBy(new BigDecimal("9.999999"))).isFalse();
        assertThat(budget.isSpentBy(BigDecimal.TEN)).isTrue();
    }

    @Test
    void aMonthEndsAtMidnightOfItsLastDayInUtc() {
        assertThat(MonthlyBudget.monthOf(Instant.parse("2026-12-31T23:59:59Z")))
                .isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(MonthlyBudget.untilReset(Instant.parse("2026-12-31T23:59:59Z")))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(MonthlyBudget.untilReset(Instant.parse("2028-02-01T00:00:00Z")))
                .isEqualTo(Duration.ofDays(29));
    }

    @Test
    void nobodyHasLessThanNothing() {
        assertThatThrownBy(() -> new MonthlyBudget(new BigDecimal("-1"))).isInstanceOf(IllegalArgumentException.class);
    }
}
