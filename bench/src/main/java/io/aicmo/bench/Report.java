package io.aicmo.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What a run found: tables that are printed as they come, and kept as markdown; and whether the goals were met. */
final class Report {
    private final PrintStream out;
    private final StringBuilder markdown = new StringBuilder();
    private final List<Goal> goals = new ArrayList<>();
    private int cells;
    private long acknowledgedEvents;
    private long foundEvents;

    Report(PrintStream out) {
        this.out = out;
    }

    /** A goal, and what was measured. */
    record Goal(String text, String measured, boolean met) {}

    /** A table with its columns' names. */
    Table table(String title, String... columns) {
        return new Table(title, List.of(columns));
    }

    /** A figure that must be at least so much. */
    void atLeast(String text, double goal, Pairs.Ratio measured) {
        goal(text + String.format(Locale.ROOT, " ≥ %.2f", goal), measured.toString(), measured.median() >= goal);
    }

    /** A figure that may be at most so much. */
    void atMost(String text, double goal, Pairs.Ratio measured) {
        goal(text + String.format(Locale.ROOT, " ≤ %.2f", goal), measured.toString(), measured.median() <= goal);
    }

    void goal(String text, String measured, boolean met) {
        goals.add(new Goal(text, measured, met));
    }

    /** Events that were acknowledged, and how many of them were found in the database. */
    void counted(long acknowledged, long rows) {
        cells++;
        acknowledgedEvents += acknowledged;
        foundEvents += rows;
    }

    /** A line on what is going on. */
    void progress(String format, Object... values) {
        out.printf(Locale.ROOT, "  … " + format + "%n", values);
    }

    List<Goal> goals() {
        return Collections.unmodifiableList(goals);
    }

    /** The last table: each goal, and whether it was met. */
    void printGoals() {
        goal(
                "events in the database = events acknowledged, counted after each of " + cells + " measurements",
                whole(foundEvents) + " = " + whole(acknowledgedEvents),
                foundEvents == acknowledgedEvents);
        printTable();
    }

    /** Each goal, and whether it was met. */
    void printTable() {
        Table table = table("Goals", "goal", "measured: median (min – max)", "met");
        goals.forEach(goal -> table.row(goal.text(), goal.measured(), goal.met() ? "yes" : "NO"));
        table.print();
    }

    String markdown() {
        return markdown.toString();
    }

    static String whole(double value) {
        return whole(Math.round(value));
    }

    static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String millis(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }

    /** A table in the making. */
    final class Table {
        private final String title;
        private final List<List<String>> rows = new ArrayList<>();

        private Table(String title, List<String> columns) {
            this.title = title;
            rows.add(columns);
        }

        Table row(String... cells) {
            rows.add(List.of(cells));
            return this;
        }

        void print() {
            int[] widths = new int[rows.get(0).size()];
            rows.forEach(row -> {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.max(widths[i], row.get(i).length());
                }
            });
            out.println();
            out.println(title);
            markdown.append("### ").append(title).append("\n\n");
            for (int i = 0; i < rows.size(); i++) {
                List<String> row = rows.get(i);
                out.println("  " + line(row, widths));
                markdown.append("| ").append(String.join(" | ", row)).append(" |\n");
                if (i == 0) {
                    out.println("  " + rule(widths));
                    markdown.append("|---".repeat(widths.length)).append("|\n");
                }
            }
            out.println();
            markdown.append('\n');
        }

        private static String rule(int[] widths) {
            List<String> dashes = new ArrayList<>();
            for (int width : widths) {
                dashes.add("-".repeat(width));
            }
            return String.join("  ", dashes);
        }

        /** The first column to the left, figures to the right. */
        private static String line(List<String> row, int[] widths) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String space = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + space : "  " + space + row.get(i));
            }
            return line.toString();
        }
    }
}
