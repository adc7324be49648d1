package io.aicmo.domain.ai;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What a tenant's agents may cost in a calendar month, in UTC. */
public record MonthlyBudget(BigDecimal limitUsd) {

    /** @throws IllegalArgumentException if it is less than nothing */
    public MonthlyBudget {
        if (limitUsd.signum() < 0) {
            throw new IllegalArgumentException("a budget of " + limitUsd);
        }
    }

    /** Whether nothing is left after this was spent. */
    public boolean isSpentBy(BigDecimal spentUsd) {
        return spentUsd.compareTo(limitUsd) >= 0;
    }

    /** When the month began that this is in. */
    public static Instant monthOf(Instant now) {
        return first(now).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** How long it is until the budget is whole again. */
    public static Duration untilReset(Instant now) {
        return Duration.between(
                now, first(now).plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static LocalDate first(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).withDayOfMonth(1);
    }
}
