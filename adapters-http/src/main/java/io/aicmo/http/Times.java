package io.aicmo.http;

import io.aicmo.domain.shared.Years;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Times as RFC 3339 writes them. */
final class Times {
    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Times() {}

    /**
     * A moment that somebody gives.
     *
     * @throws DateTimeParseException if the text is no date-time of RFC 3339, or in no year that is taken
     */
    static Instant instant(String text) {
        Instant moment = anyInstant(text);
        if (!Years.hold(moment)) {
            throw new DateTimeParseException("no year that is taken", text, 0);
        }
        return moment;
    }

    /**
     * A moment of any year, for what we said ourselves.
     *
     * @throws DateTimeParseException if the text is no date-time of RFC 3339 with four digits of the year
     */
    static Instant anyInstant(String text) {
        if (!begins(text)) {
            throw new DateTimeParseException("no RFC 3339 date-time", text, 0);
        }
        return Instant.parse(text.charAt(10) == ' ' ? text.replace(' ', 'T') : text);
    }

    /** The parser would take years of more digits, and times without seconds. */
    private static boolean begins(String text) {
        if (text.length() <= SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char c = text.charAt(i);
            boolean fits = switch (SHAPE.charAt(i)) {
                case 'd' -> c >= '0' && c <= '9';
                case 'T' -> c == 'T' || c == 't' || c == ' ';
                default -> c == SHAPE.charAt(i);
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /**
     * A day that somebody gives.
     *
     * @throws DateTimeParseException if the text is no full-date of RFC 3339, or in no year that is taken
     */
    static LocalDate day(String text) {
        LocalDate day = anyDay(text);
        if (!Years.hold(day)) {
            throw new DateTimeParseException("no year that is taken", text, 0);
        }
        return day;
    }

    /**
     * A day of any year, for what we said ourselves.
     *
     * @throws DateTimeParseException if the text is no full-date of RFC 3339
     */
    static LocalDate anyDay(String text) {
        if (!DAY.matcher(text).matches()) {
            throw new DateTimeParseException("no RFC 3339 date", text, 0);
        }
        return LocalDate.parse(text);
    }
}
