package io.aicmo.bench;

import java.io.PrintStream;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures the jobs and prints what docs/performance.md shows; {@code bench/jobs --help} says how. */
@Command(
        name = "bench/jobs",
        mixinStandardHelpOptions = true,
        description =
                "Measures the jobs beside a bare db-scheduler, in one run on one fresh durable embedded server: four minutes.")
public final class JobsBench extends Measurement {
    /**
     * How much.
     *
     * @param jobs how many jobs that do nothing are done in one measurement
     * @param rounds how often db-scheduler, ours, ours, db-scheduler
     * @param warmUp how long some are done before it is measured, at most: until the code is compiled
     * @param backlog how many jobs of one tenant wait
     * @param asked how often another tenant asks for one
     */
    record Amount(int jobs, int rounds, Duration warmUp, int backlog, int asked) {
        static final Amount FULL = new Amount(30_000, 3, Warming.LONGEST, 1_000_000, 100);
        static final Amount QUICK = new Amount(8_000, 1, Duration.ofSeconds(40), 100_000, 30);
    }

    /** Ends with 0 if every goal was met, 1 if not. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new JobsBench()).execute(args));
    }

    @Override
    Report run(boolean quick, PrintStream out) {
        return run(quick ? Amount.QUICK : Amount.FULL, out);
    }

    /** Measures. */
    static Report run(Amount amount, PrintStream out) {
        return reported(out, report -> {
            try (JobsLab lab = JobsLab.open()) {
                ThroughputPhase.run(lab, amount, report);
                FairnessPhase.run(lab, amount, report);
                report.printTable();
            }
        });
    }
}
