package io.aicmo.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Measures live updates and prints what docs/performance.md shows; {@code bench/stream --help} says how. */
@Command(
        name = "bench/stream",
        mixinStandardHelpOptions = true,
        description = "Measures live updates on one fresh durable embedded server, with servers of 256 MiB of heap.")
public final class StreamBench extends Measurement {
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

    @Parameters(
            arity = "0..*",
            description = "what to measure: ${COMPLETION-CANDIDATES}; all, if not given",
            paramLabel = "PHASE")
    private List<Phase> phases = new ArrayList<>();

    /** What can be measured. */
    enum Phase {
        INGEST,
        CUTS;

        private void run(StreamPhases streams) {
            switch (this) {
                case INGEST -> streams.ingestBesideStreams();
                case CUTS -> streams.readersThatAreCutOff();
            }
        }
    }

    /** Ends with 0 if every goal was met, 1 if not. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new StreamBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    Report run(boolean quick, PrintStream out) {
        return run(quick ? Amount.QUICK : Amount.FULL, phases.isEmpty() ? List.of(Phase.values()) : phases, out);
    }

    /** Measures. */
    static Report run(Amount amount, List<Phase> phases, PrintStream out) {
        return reported(out, report -> {
            try (Lab lab = Lab.open()) {
                report.progress("a fresh database and a server");
                StreamPhases streams = StreamPhases.make(lab, amount, report);
                phases.forEach(phase -> phase.run(streams));
                report.printTable();
            }
        });
    }
}
