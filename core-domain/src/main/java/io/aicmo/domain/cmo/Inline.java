package io.aicmo.domain.cmo;

import java.util.regex.Pattern;

/** Text as it stands in one line of Markdown, where it means nothing but itself. */
final class Inline {
    private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    private static final Pattern MARKS = Pattern.compile("[\\\\`*_\\[\\]<>#~|]");
    /** What begins a list where it is the first of a line. */
    private static final Pattern BULLET = Pattern.compile("^(\\d{0,9})([-+.)])(?=\\s|$)");

    private Inline() {}

    static String of(String text) {
        String line = BREAKS.matcher(text).replaceAll(" ").strip();
        return BULLET.matcher(MARKS.matcher(line).replaceAll("\\\\$0")).replaceFirst("$1\\\\$2");
    }
}
