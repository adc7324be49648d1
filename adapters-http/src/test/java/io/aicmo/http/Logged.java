package io.aicmo.http;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What is logged until this is closed: the logger of these tests writes to the standard error. */
final class Logged implements AutoCloseable {
    private static final Pattern BAD = Pattern.compile("\\b(WARN|ERROR)\\b");

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    Logged() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    /** The lines with this in them. */
    List<String> lines(String part) {
        return written.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(part))
                .toList();
    }

    /** The first lines of what somebody should look at. */
    List<String> warnings() {
        return lines("").stream().filter(line -> BAD.matcher(line).find()).toList();
    }

    @Override
    public void close() {
        System.setErr(before);
    }
}
