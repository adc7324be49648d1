package io.aicmo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the spine and prints what docs/performance.md shows; {@code bench/spine --help} says how. */
@Command(
        name = "bench/spine",
        mixinStandardHelpOptions = true,
        description = "Measures the spine, all sides in one run on one fresh durable embedded server.")
public final class SpineBench implements Callable<Integer> {
    @Option(names = "--quick", description = "short and small: about two minutes instead of a quarter of an hour")
    private boolean quick;

    @Option(names = "--markdown", description = "writes the tables to this file as well")
    private @Nullable Path markdown;

    @Parameters(
            arity = "0..*",
            description = "what to measure: ${COMPLETION-CANDIDATES}; all, if not given",
            paramLabel = "PHASE")
    private List<Phase> phases = new ArrayList<>();

    /** What can be measured. */
    enum Phase {
        NAIVE,
        LIMIT,
        DUPLICATES,
        OVERLOAD,
        START,
        READS,
        HEAP;

        private void run(Scene scene) {
            switch (this) {
                case NAIVE -> NaivePhase.run(scene);
                case LIMIT -> LimitPhase.run(scene);
                case DUPLICATES -> DuplicatesPhase.run(scene);
                case OVERLOAD -> OverloadPhase.run(scene);
                case START -> StartPhase.run(scene);
                case READS -> ReadsPhase.run(scene);
                case HEAP -> HeapPhase.run(scene);
            }
        }
    }

    /** Ends with 0 if every goal was met, 1 if not. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SpineBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Report report =
                run(quick ? Effort.QUICK : Effort.FULL, phases.isEmpty() ? List.of(Phase.values()) : phases, out);
        if (markdown != null) {
            Files.writeString(markdown, report.markdown());
        }
        return report.goals().stream().allMatch(Report.Goal::met) ? 0 : 1;
    }

    /**
     * Measures.
     *
     * @throws IllegalStateException if the database does not hold what was acknowledged
     */
    static Report run(Effort effort, List<Phase> phases, PrintStream out) {
        Report report = new Report(out);
        long begun = System.nanoTime();
        try (Lab lab = Lab.open()) {
            report.progress("a fresh database and a server");
            Scene scene = Scene.make(lab, effort, report);
            phases.forEach(phase -> phase.run(scene));
            report.printGoals();
        }
        out.printf(Locale.ROOT, "%d s in all.%n", (System.nanoTime() - begun) / 1_000_000_000);
        return report;
    }
}
