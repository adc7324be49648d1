package io.aicmo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A program that prints tables and goals, and ends with 0 if every goal was met, 1 if not. */
abstract class Measurement implements Callable<Integer> {
    @Option(names = "--quick", description = "short and small: a few minutes, and only roughly right")
    private boolean quick;

    @Option(names = "--markdown", description = "writes the tables to this file as well")
    private @Nullable Path markdown;

    /** Measures all that was asked for. */
    abstract Report run(boolean quick, PrintStream out);

    @Override
    public Integer call() throws IOException {
        Report report = run(quick, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        if (markdown != null) {
            Files.writeString(markdown, report.markdown());
        }
        return report.goals().stream().allMatch(Report.Goal::met) ? 0 : 1;
    }

    /** A report of this work, which says at its end how long it took. */
    static Report reported(PrintStream out, Consumer<Report> work) {
        Report report = new Report(out);
        long begun = System.nanoTime();
        work.accept(report);
        out.printf(Locale.ROOT, "%d s in all.%n", (System.nanoTime() - begun) / 1_000_000_000);
        return report;
    }
}
