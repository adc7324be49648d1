package io.aicmo.http.messaging;

import io.aicmo.domain.crm.SendingHours;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says when people may be written to, by their own clocks.
 *
 * @param from the first minute, such as 08:00
 * @param to the minute that is too late, such as 18:00
 */
public record HoursInput(
        @Size(min = 1, max = 7) List<DayOfWeek> days,
        @Pattern(regexp = TIME) String from,
        @Pattern(regexp = TIME) String to) {
    private static final String TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    /** Hours as somebody could have asked for them, or null where there are none. */
    public static @Nullable HoursInput of(@Nullable SendingHours hours) {
        return hours == null ? null : asked(hours);
    }

    static HoursInput asked(SendingHours hours) {
        return new HoursInput(hours.days(), hours.from().toString(), hours.to().toString());
    }

    /** The hours that are asked for, or null where none are. */
    public static @Nullable SendingHours hoursOf(@Nullable HoursInput asked) {
        return asked == null ? null : asked.hours();
    }

    /** @throws io.aicmo.domain.shared.Rejected {@code sending_hours.empty} */
    SendingHours hours() {
        return new SendingHours(days, LocalTime.parse(from), LocalTime.parse(to));
    }
}
