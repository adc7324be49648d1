package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What sources such as ad platforms and shops reported, added up.
 *
 * @param spend what was spent, or null where no source said, or where it is in several currencies
 * @param revenue what was earned, or null as {@code spend}
 * @param currencies the currencies in which sources reported money, in alphabetical order; money in more than one is
 *     not added up, because a sum of euros and dollars is no amount
 */
public record Measured(
        long impressions,
        long clicks,
        long leads,
        long customers,
        @Nullable BigDecimal spend,
        @Nullable BigDecimal revenue,
        List<String> currencies) {

    /** Nothing was reported. */
    public static final Measured NONE = new Measured(0, 0, 0, 0, null, null, List.of());

    public Measured {
        currencies = currencies.stream().distinct().sorted().toList();
        spend = currencies.size() == 1 ? Figure.canonical(spend) : null;
        revenue = currencies.size() == 1 ? Figure.canonical(revenue) : null;
    }

    /** What one source reported. */
    public static Measured of(MetricsSnapshot snapshot) {
        Money spend = snapshot.spentMoney();
        Money revenue = snapshot.earnedMoney();
        return new Measured(
                snapshot.impressions(),
                snapshot.clicks(),
                snapshot.leads(),
                snapshot.customers(),
                spend == null ? null : spend.amount(),
                revenue == null ? null : revenue.amount(),
                snapshot.currency() == null ? List.of() : List.of(snapshot.currency()));
    }

    /** Both together. */
    public Measured plus(Measured other) {
        return new Measured(
                impressions + other.impressions,
                clicks + other.clicks,
                leads + other.leads,
                customers + other.customers,
                sum(spend, other.spend),
                sum(revenue, other.revenue),
                Stream.concat(currencies.stream(), other.currencies.stream()).toList());
    }

    /** The currency of the money, or null where there is none or several. */
    public @Nullable String currency() {
        return currencies.size() == 1 ? currencies.get(0) : null;
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.add(other);
    }
}
