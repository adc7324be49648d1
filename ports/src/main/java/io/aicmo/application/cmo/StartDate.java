package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.shared.Rejected;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** On which day something begins. */
final class StartDate {
    private static final int YEARS = 10;

    private StartDate() {}

    /** The first day of what is part of a plan: the plan's where that is still to come, else tomorrow. */
    static LocalDate within(@Nullable Plan plan, LocalDate today) {
        LocalDate tomorrow = today.plusDays(1);
        return plan == null || plan.startDate().isBefore(tomorrow) ? tomorrow : plan.startDate();
    }

    /**
     * The wanted day, or tomorrow.
     *
     * @throws Rejected {@code plan.start_out_of_range}, if it is more than ten years away
     */
    static LocalDate checked(@Nullable LocalDate wanted, LocalDate today) {
        if (wanted == null) {
            return today.plusDays(1);
        }
        if (wanted.isBefore(today.minusYears(YEARS)) || wanted.isAfter(today.plusYears(YEARS))) {
            throw Rejected.field(
                    "start_date",
                    "plan.start_out_of_range",
                    "start_date must be within " + YEARS + " years from today");
        }
        return wanted;
    }
}
