package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Decimals;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A figure by which a plan is judged.
 *
 * @param unit what is counted, for example {@code leads}, {@code %} or {@code EUR}
 * @param target what it shall be on the last day
 * @param baseline what it is on the first day, or null where nobody knows
 */
public record Kpi(
        String name,
        String unit,
        BigDecimal target,
        @Nullable BigDecimal baseline) {
    /** @throws Rejected {@code kpi.out_of_range}, {@code text.*} */
    public Kpi checked(String at) {
        checkFigure(target, at + "/target");
        if (baseline != null) {
            checkFigure(baseline, at + "/baseline");
        }
        return new Kpi(Text.required(name, at + "/name", 200), Text.required(unit, at + "/unit", 50), target, baseline);
    }

    private static void checkFigure(BigDecimal figure, String field) {
        if (figure.signum() < 0 || !Decimals.fits(figure, 15, 4)) {
            throw Rejected.field(
                    field, "kpi.out_of_range", "a figure is between 0 and 999999999999999, with at most 4 decimals");
        }
    }
}
