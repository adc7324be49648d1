package io.aicmo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How long processors worked for whom.
 *
 * @param client this process
 * @param server the server's process
 * @param database all processes of PostgreSQL
 */
record Cpu(Duration client, Duration server, Duration database) {
    /** The unit of {@code /proc/…/stat}, the same on every Linux of today (proc(5), sysconf(_SC_CLK_TCK)). */
    private static final Duration TICK = Duration.ofMillis(10);

    static Cpu now(ProcessHandle server, ProcessHandle database) {
        return new Cpu(
                used(Stream.of(ProcessHandle.current())),
                used(Stream.of(server)),
                used(Stream.concat(Stream.of(database), database.descendants())).plus(endedChildren(database)));
    }

    private static Duration used(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What children used that have ended since: connections that were closed. Zero where the system does not tell. */
    private static Duration endedChildren(ProcessHandle parent) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(parent.pid()), "stat"));
            // The second field is a name in parentheses, with whatever it has in it; cutime and cstime are 16 and 17.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return TICK.multipliedBy(
                    Arrays.stream(fields, 13, 15).mapToLong(Long::parseLong).sum());
        } catch (NoSuchFileException notLinux) {
            return Duration.ZERO;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Cpu since(Cpu before) {
        return new Cpu(client.minus(before.client), server.minus(before.server), database.minus(before.database));
    }

    /** Microseconds for each of so many events: client, server and database. */
    String each(long events) {
        return events == 0
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%d + %d + %d",
                        client.toNanos() / 1_000 / events,
                        server.toNanos() / 1_000 / events,
                        database.toNanos() / 1_000 / events);
    }
}
