package io.aicmo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the jobs and prints what docs/performance.md shows; {@code bench/jobs --help} says how. */
@Command(
        name = "bench/jobs",
        mixinStandardHelpOptions = true,
        description = "Measures the jobs beside a bare db-scheduler, in one run on one fresh durable embedded server.")
public final class JobsBench implements Callable<Integer> {
    /**
     * How much.
     *
     * @param jobs how many jobs that do nothing are done in one measurement
     * @param rounds how often db-scheduler, ours, ours, db-scheduler
     * @param backlog how many jobs of one tenant wait
     * @param asked how often another tenant asks for one
     */
    record Amount(int jobs, int rounds, int backlog, int asked) {
        static final Amount FULL = new Amount(30_000, 3, 1_000_000, 100);
        static final Amount QUICK = new Amount(8_000, 1, 100_000, 30);
    }

    @Option(names = "--quick", description = "short and small: half a minute instead of four")
    private boolean quick;

    @Option(names = "--markdown", description = "writes the tables to this file as well")
    private @Nullable Path markdown;

    /** Ends with 0 if every goal was met, 1 if not. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new JobsBench()).execute(args));
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
        try (JobsLab lab = JobsLab.open()) {
            ThroughputPhase.run(lab, amount, report);
            FairnessPhase.run(lab, amount, report);
            report.printTable();
        }
        out.printf(Locale.ROOT, "%d s in all.%n", (System.nanoTime() - begun) / 1_000_000_000);
        return report;
    }
}
