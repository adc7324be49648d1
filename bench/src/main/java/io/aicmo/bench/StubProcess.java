package io.aicmo.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The model of the tests as a process of its own: it speaks the wire format, and says what it is told to say. */
record StubProcess(Jvm jvm, URI url) implements AutoCloseable {
    /** It comes with the tests of the gateway, whose classes are there when benchmarks run, but not when they compile. */
    private static final String MAIN = "io.aicmo.ai.StubAiProcess";

    static StubProcess start(Path log) {
        Jvm jvm = Jvm.start(log, Map.of(), List.of("-Xmx256m"), MAIN);
        String line = jvm.awaitLine("listens on ");
        return new StubProcess(jvm, URI.create(line.substring(line.lastIndexOf(' ') + 1)));
    }

    /** Where it takes questions. */
    URI completions() {
        return URI.create(url + "/chat/completions");
    }

    /** What it answers from now on. */
    void answers(String text) {
        jvm.ask("answer " + text);
    }

    /** How it streams from now on: in so many pieces, waiting before each but the first. */
    void streams(int pieces, Duration wait) {
        jvm.ask("pace " + pieces + " " + wait.toMillis());
    }

    /** The body that it was sent last. */
    byte[] last() {
        return jvm.ask("last").getBytes(StandardCharsets.UTF_8);
    }

    /** How many streams are under way. */
    int underWay() {
        return Integer.parseInt(jvm.ask("streams"));
    }

    @Override
    public void close() {
        jvm.stop();
    }
}
