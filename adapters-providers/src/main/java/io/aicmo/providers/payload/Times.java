package io.aicmo.providers.payload;

import io.aicmo.domain.shared.Years;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Reads times that people and providers write. */
public final class Times {
    /** RFC 3339 with what providers make of it: a space for the T, and an offset without minutes ({@code +00}). */
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .parseLenient()
            .appendOffset("+HH:mm", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Times() {}

    /**
     * A point in time.
     *
     * @throws io.aicmo.domain.shared.Rejected naming the field
     */
    public static Instant parse(String text, String field) {
        try {
            Instant moment = OffsetDateTime.parse(text.strip(), FORMAT).toInstant();
            if (Years.hold(moment)) {
                return moment;
            }
        } catch (DateTimeException noTime) {
            // Told below, like a time in a year that is not taken.
        }
        throw Unreadable.field(field, "must be a time with an offset such as 2026-01-31T09:30:00Z");
    }
}
