package io.aicmo.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions as entity tags (RFC 9110 §8.8.3). */
final class Versions {
    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");
    private static final Pattern TAGS = Pattern.compile("(W/)?\"([^\"]*)\"");

    private Versions() {}

    static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version of {@code If-Match}, or null where any will do.
     *
     * @throws Problem 400, if it is not one version in quotes
     */
    static @Nullable Long ifMatch(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        Matcher tag = TAG.matcher(header.strip());
        if (!tag.matches()) {
            throw Problem.of(400, "If-Match must be a version in quotes, such as \"3\", or *");
        }
        return Long.valueOf(tag.group(1));
    }

    /** Whether {@code If-None-Match} names this version. */
    static boolean noneMatch(@Nullable String header, long version) {
        if (header == null) {
            return true;
        }
        if (header.strip().equals("*")) {
            return false;
        }
        String shown = Long.toString(version);
        return TAGS.matcher(header).results().noneMatch(tag -> tag.group(2).equals(shown));
    }
}
