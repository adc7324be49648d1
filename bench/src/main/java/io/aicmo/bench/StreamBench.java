package io.aicmo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures live updates and prints what docs/performance.md shows; {@code bench/stream --help} says how. */
@Command(
        name = "bench/stream",
        mixinStandardHelpOptions = true,
        description = "Measures live updates on one fresh durable embedded server, with servers of 256 MiB of heap.")
public final class StreamBench implements Callable<Integer> {
    /**
     * How much.
     *
     * @param streams how many streams are open
     * @param tenants whose they are
     * @param rounds how often events are taken in without, with, with and without them
     * @param cell how long each time
     * @param readers whose connections are ended
     * @param disconnects how often one of them hangs up
     */
    record Amount(int streams, int tenants, int rounds, Duration cell, int readers, int disconnects) {
        static final Amount FULL = new Amount(2_000, 100, 4, Duration.ofSeconds(5), 20, 1_000);
        static final Amount QUICK = new Amount(2_000, 50, 2, Duration.ofSeconds(2), 20, 200);
    }

    @Option(names = "--quick", description = "short: a minute instead of three")
    private boolean quick;

    @Option(names = "--markdown", description = "writes the tables to this file as well")
    private @Nullable Path markdown;

    /** Ends with 0 if every goal was met, 1 if not. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new StreamBench()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Report report = run(quick ? Amount.QUICK : Amount.FULL, out);
        if (markdown != null) {
            Files.writeString(markdown, report.markdown());
        }
        return report.goals().stream().allMatch(Report.Goal::met) ? 0 : 1;
    }

    /** Measures. */
    static Report run(Amount amount, PrintStream out) {
        Report report = new Report(out);
        long begun = System.nanoTime();
        try (Lab lab = Lab.open()) {
            report.progress("a fresh database and a server");
            StreamPhases phases = StreamPhases.make(lab, amount, report);
            phases.ingestBesideStreams();
            phases.readersThatAreCutOff();
            report.printTable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        out.printf(Locale.ROOT, "%d s in all.%n", (System.nanoTime() - begun) / 1_000_000_000);
        return report;
    }
}
