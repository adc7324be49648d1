package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * What one month of a plan is about.
 *
 * @param month 1 to 3
 * @param focus what is done about it, or null
 */
public record Theme(int month, String title, @Nullable String focus) {
    /** @throws Rejected {@code plan.month_out_of_range}, {@code text.*} */
    public Theme checked(String at) {
        if (month < 1 || month > Plan.MONTHS) {
            throw Rejected.field(at + "/month", "plan.month_out_of_range", "a plan has the months 1 to " + Plan.MONTHS);
        }
        return new Theme(month, Text.required(title, at + "/title", 200), Text.optional(focus, at + "/focus", 2_000));
    }
}
