package io.aicmo.app.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under headings, aligned, for a terminal; figures to the right. */
final class Table {
    private static final int WIDEST = 60;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        this.headings = List.of(headings);
    }

    Table row(Object... cells) {
        rows.add(Arrays.stream(cells).map(Table::cell).toList());
        return this;
    }

    /** How many rows it has. */
    int size() {
        return rows.size();
    }

    @Override
    public String toString() {
        int[] widths = IntStream.range(0, headings.size())
                .map(column -> Math.max(
                        headings.get(column).length(),
                        rows.stream()
                                .mapToInt(row -> row.get(column).length())
                                .max()
                                .orElse(0)))
                .toArray();
        List<String> lines = new ArrayList<>();
        lines.add(line(headings, widths, false));
        lines.add(IntStream.of(widths).mapToObj("─"::repeat).collect(Collectors.joining("──", "  ", "")));
        rows.forEach(row -> lines.add(line(row, widths, true)));
        if (rows.isEmpty()) {
            lines.add("  (nothing)");
        }
        return String.join("\n", lines);
    }

    private static String line(List<String> cells, int[] widths, boolean figuresRight) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> {
                    String cell = cells.get(column);
                    String gap = " ".repeat(widths[column] - cell.length());
                    return figuresRight && cell.matches("–|-?[0-9.]+( %)?") ? gap + cell : cell + gap;
                })
                .collect(Collectors.joining("  ", "  ", ""))
                .stripTrailing();
    }

    private static String cell(Object value) {
        String text = String.valueOf(value).replaceAll("\\s+", " ");
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }
}
