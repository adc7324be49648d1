package io.aicmo.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Measures the spine and prints what docs/performance.md shows; {@code bench/spine --help} says how. */
@Command(
        name = "bench/spine",
        mixinStandardHelpOptions = true,
        description = "Measures the spine, all sides in one run on one fresh durable embedded server: half an hour.")
public final class SpineBench extends Measurement {
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
    Report run(boolean quick, PrintStream out) {
        return run(quick ? Effort.QUICK : Effort.FULL, phases.isEmpty() ? List.of(Phase.values()) : phases, out);
    }

    /**
     * Measures.
     *
     * @throws IllegalStateException if the database does not hold what was acknowledged
     */
    static Report run(Effort effort, List<Phase> phases, PrintStream out) {
        return reported(out, report -> {
            try (Lab lab = Lab.open()) {
                report.progress("a fresh database and a server");
                Scene scene = Scene.make(lab, effort, report);
                phases.forEach(phase -> phase.run(scene));
                report.printGoals();
            }
        });
    }
}
