package io.aicmo.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in what a file of the story leaves open: ids of this run, and times before now. */
record Placeholders(Map<String, String> values, Instant now) {
    private static final Pattern OPEN = Pattern.compile("\\{\\{(\\w+)(?::(\\d+))?}}");

    /** @throws IllegalStateException if the text leaves something open that nobody knows */
    String fill(String text) {
        return OPEN.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match)));
    }

    private String value(MatchResult open) {
        String name = open.group(1);
        if (open.group(2) != null) {
            Instant then =
                    now.minus(Duration.ofMinutes(Long.parseLong(open.group(2)))).truncatedTo(ChronoUnit.MILLIS);
            return switch (name) {
                case "minutes_ago" -> then.toString();
                case "epoch_minutes_ago" -> String.valueOf(then.getEpochSecond());
                default -> throw new IllegalStateException("nobody knows " + open.group());
            };
        }
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("nobody knows " + open.group());
        }
        return value;
    }
}
