package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Decimals;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A figure by its name: what a summary may cite and a recommendation rests on.
 *
 * @param name what it is, for example {@code cpl} or {@code cpl on google_ads}
 * @param value the value, in its unit
 */
public record Figure(String name, BigDecimal value, Unit unit) {
    /** @throws Rejected {@code figure.out_of_range}, {@code text.*} */
    public Figure {
        name = Text.required(name, "name", 200);
        if (!Decimals.fits(value, 18, 6)) {
            throw Rejected.field("value", "figure.out_of_range", "value must have at most 18 digits and 6 decimals");
        }
        value = value.signum() == 0 ? BigDecimal.ZERO : plain(value);
    }

    /** The same number without zeros at the end of its decimals, so that two that are worth the same are equal. */
    static @Nullable BigDecimal canonical(@Nullable BigDecimal number) {
        return number == null ? null : plain(number);
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
