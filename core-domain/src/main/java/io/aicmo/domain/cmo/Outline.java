package io.aicmo.domain.cmo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a text in Markdown into the outline of another: its headings move down, and what it opened is closed. */
final class Outline {
    private static final int DEEPEST = 6;
    /** A heading, also one inside of lists and quotes. */
    private static final Pattern HEADING = Pattern.compile("^(\\s*(?:(?:[-*+>]|\\d{1,9}[.)])\\s*)*)(#{1,6})(?=\\s|$)");

    private static final Pattern UNDERLINE = Pattern.compile("^ {0,3}(=+|-+)\\s*$");
    /** What an underline makes a heading: text that is neither heading nor in a list or a quote. */
    private static final Pattern PLAIN = Pattern.compile("^(?!\\s*(?:$|#|[-*+>]|\\d{1,9}[.)])).*$");

    private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})(.*)$");
    /** HTML that is a heading, or goes on past the end of a paragraph. */
    private static final Pattern HTML = Pattern.compile("(?i)<(?=/?h[1-6]\\b|[!?]|(?:script|pre|style|textarea)\\b)");

    private final int depth;
    private final List<String> lines = new ArrayList<>();
    private String fence = "";

    private Outline(int depth) {
        this.depth = depth;
    }

    /** The text as it stands under a heading of this depth. */
    static String below(int depth, String text) {
        Outline outline = new Outline(depth);
        text.lines().forEach(outline::add);
        if (!outline.fence.isEmpty()) {
            outline.lines.add(outline.fence);
        }
        return String.join("\n", outline.lines);
    }

    private void add(String line) {
        Matcher mark = FENCE.matcher(line);
        if (!fence.isEmpty()) {
            fence = mark.matches()
                            && mark.group(1).startsWith(fence)
                            && mark.group(2).isBlank()
                    ? ""
                    : fence;
            lines.add(line);
        } else if (mark.matches()
                && !(mark.group(1).startsWith("`") && mark.group(2).contains("`"))) {
            fence = mark.group(1);
            lines.add(line);
        } else {
            addText(HTML.matcher(line).replaceAll("\\\\<"));
        }
    }

    private void addText(String line) {
        Matcher underline = UNDERLINE.matcher(line);
        Matcher heading = HEADING.matcher(line);
        int last = lines.size() - 1;
        if (underline.matches() && last >= 0 && PLAIN.matcher(lines.get(last)).matches()) {
            String title = lines.remove(last).strip();
            lines.add(marks(underline.group(1).startsWith("=") ? 1 : 2) + " " + title);
        } else if (heading.find()) {
            lines.add(heading.group(1) + marks(heading.group(2).length()) + line.substring(heading.end()));
        } else {
            lines.add(line);
        }
    }

    private String marks(int level) {
        return "#".repeat(Math.min(depth + level, DEEPEST));
    }
}
