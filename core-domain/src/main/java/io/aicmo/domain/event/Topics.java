package io.aicmo.domain.event;

import io.aicmo.domain.shared.Rejected;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which events somebody wants: types such as {@code job.finished}, all of a noun as {@code lead.*}, or {@code *} for
 * every event.
 *
 * @param patterns at least one, at most {@value #MOST}
 */
public record Topics(List<String> patterns) {
    private static final Pattern PATTERN = Pattern.compile("\\*|[a-z][a-z0-9_]{0,59}\\.(\\*|[a-z][a-z0-9_]{0,59})");

    /** The most patterns that one may ask by. */
    public static final int MOST = 50;

    /** Every event. */
    public static final Topics ALL = new Topics(List.of("*"));

    /** @throws Rejected {@code topics.count}, {@code topic.invalid} */
    public Topics {
        patterns = patterns.stream().distinct().toList();
        if (patterns.isEmpty() || patterns.size() > MOST) {
            throw Rejected.field("topics", "topics.count", "there must be 1 to " + MOST + " topics");
        }
        for (String pattern : patterns) {
            if (!PATTERN.matcher(pattern).matches()) {
                throw Rejected.field(
                        "topics",
                        "topic.invalid",
                        "a topic is a type such as job.finished, a noun's as lead.*, or *; not "
                                + (pattern.length() > 60 ? pattern.substring(0, 60) + "…" : pattern));
            }
        }
    }

    /** These topics. */
    public static Topics of(String... patterns) {
        return new Topics(List.of(patterns));
    }

    /**
     * Topics as they stand in a query, separated by commas.
     *
     * @throws Rejected see the constructor
     */
    public static Topics parse(String list) {
        return new Topics(Arrays.stream(list.split(",", -1)).map(String::strip).toList());
    }

    /** Whether events of this type are wanted. */
    public boolean match(String type) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, type));
    }

    private static boolean matches(String pattern, String type) {
        return pattern.equals("*")
                || pattern.equals(type)
                || (pattern.endsWith(".*") && type.startsWith(pattern.substring(0, pattern.length() - 1)));
    }

    @Override
    public String toString() {
        return patterns.stream().collect(Collectors.joining(","));
    }
}
