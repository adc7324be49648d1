package io.aicmo.port.event;

import io.aicmo.domain.shared.Rejected;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an event stands in the order in which everybody hears them. What is about one thing stands in the order in which
 * it happened.
 *
 * @param number grows from one telling to the next; there may be gaps
 * @param part its place among the events that were told together, 0 for the first
 */
public record EventPosition(long number, int part) implements Comparable<EventPosition> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,9})");

    /** Before all events. */
    public static final EventPosition START = new EventPosition(0, Integer.MAX_VALUE);

    /** After everything that was told with this number. */
    public static EventPosition endOf(long number) {
        return new EventPosition(number, Integer.MAX_VALUE);
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws Rejected {@code event.position_invalid}
     */
    public static EventPosition parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw Rejected.field("last_event_id", "event.position_invalid", "this is no id of an event of this stream");
        }
        return new EventPosition(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    public boolean isAfter(EventPosition other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(EventPosition other) {
        int byNumber = Long.compare(number, other.number);
        return byNumber != 0 ? byNumber : Integer.compare(part, other.part);
    }

    @Override
    public String toString() {
        return number + "-" + part;
    }
}
