package io.aicmo.http.messaging;

import io.aicmo.domain.crm.SendingHours;
import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When people may be written to, by their own clocks.
 *
 * @param from the first minute, such as 08:00
 * @param to the minute that is too late, such as 18:00
 */
public record HoursView(List<DayOfWeek> days, String from, String to) {
    /** How hours are shown, or null where there are none. */
    public static @Nullable HoursView of(@Nullable SendingHours hours) {
        return hours == null ? null : shown(hours);
    }

    static HoursView shown(SendingHours hours) {
        return new HoursView(hours.days(), hours.from().toString(), hours.to().toString());
    }
}
