package io.aicmo.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Measures what a dead webhook endpoint costs the others of its tenant; {@code bench/webhooks --help} says how. */
@Command(
        name = "bench/webhooks",
        mixinStandardHelpOptions = true,
        description =
                "Measures webhooks to ten endpoints that answer at once, without and with an eleventh that accepts "
                        + "connections and never answers, on one fresh durable embedded server.")
public final class WebhooksBench extends Measurement {
    @Parameters(
            arity = "0..*",
            description = "beside which other endpoint: ${COMPLETION-CANDIDATES}; all, if not given",
            paramLabel = "OTHER")
    private List<Other> others = new ArrayList<>();

    /** The endpoint that is there too. */
    enum Other {
        PROMPT("answers at once"),
        SILENT("never answers, and was well before"),
        PAUSED("never answers, and failed before");

        /** What it does. */
        final String words;

        Other(String words) {
            this.words = words;
        }
    }

    /**
     * How much.
     *
     * @param endpoints that answer at once
     * @param events that each of them is told of in one measurement
     * @param warmUp how many in each load before, until the server's code is compiled
     * @param rounds how often without, with, with and without another endpoint
     */
    record Amount(int endpoints, int events, int warmUp, int rounds) {
        static final Amount FULL = new Amount(10, 500, 200, 3);
        static final Amount QUICK = new Amount(10, 150, 100, 1);
    }

    /** Ends with 0 if every goal was met, 1 if not. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new WebhooksBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    Report run(boolean quick, PrintStream out) {
        return run(quick ? Amount.QUICK : Amount.FULL, others.isEmpty() ? List.of(Other.values()) : others, out);
    }

    /** Measures. */
    static Report run(Amount amount, List<Other> others, PrintStream out) {
        return reported(out, report -> {
            // The receivers listen on this machine, and the server that is measured delivers.
            try (Lab lab = Lab.open(Map.of("AICMO_OUTBOUND_ALLOW", "127.0.0.0/8", "AICMO_JOB_SLOTS", "64"))) {
                DeadEndpointPhase.run(lab, amount, others, report);
                report.printTable();
            }
        });
    }
}
