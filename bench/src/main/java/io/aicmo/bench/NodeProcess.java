package io.aicmo.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A running {@link Node}.
 *
 * @param heapMiB the most heap that it may use
 */
record NodeProcess(String name, Jvm jvm, URI url, int heapMiB) implements AutoCloseable {
    /** The heap that every measured server has. */
    static final int HEAP_MIB = 256;

    /**
     * Starts one.
     *
     * @param spine {@code group} or {@code naive}
     * @param options of the JVM beside those that every measured server has
     */
    static NodeProcess start(String name, String spine, Path home, Map<String, String> settings, String... options) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("AICMO_HOME", home.resolve(name).toString());
        all.put("AICMO_PORT", "0");
        all.put("AICMO_LOG_LEVEL", "warn");
        Jvm jvm = Jvm.start(
                home.resolve(name + ".log"),
                all,
                Stream.concat(Stream.of("-Xmx" + HEAP_MIB + "m", "-XX:+ExitOnOutOfMemoryError"), Stream.of(options))
                        .toList(),
                Node.class.getName(),
                spine);
        String line = jvm.awaitLine("listens on ");
        return new NodeProcess(name, jvm, URI.create(line.substring(line.lastIndexOf(' ') + 1)), HEAP_MIB);
    }

    /** The most heap that it has used so far. */
    int peakHeapMiB() {
        return Integer.parseInt(jvm.ask("heap"));
    }

    /** How long its JVM has compiled so far. */
    Duration compiling() {
        return Duration.ofMillis(Long.parseLong(jvm.ask("compiling")));
    }

    /** How many platform threads it has now. */
    int threads() {
        return Integer.parseInt(jvm.ask("threads"));
    }

    /** What its group-committing writer has done so far. */
    Writer writer() {
        String[] counts = jvm.ask("writer").split(" ");
        return new Writer(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    }

    /** Events that were applied, and the commits that applied them. */
    record Writer(long events, long commits) {
        double eventsPerCommitSince(Writer before) {
            return (double) (events - before.events) / Math.max(1, commits - before.commits);
        }
    }

    @Override
    public void close() {
        jvm.stop();
    }
}
