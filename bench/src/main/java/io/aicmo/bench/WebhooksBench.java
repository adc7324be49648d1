package io.aicmo.bench;

import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures what a dead webhook endpoint costs the others of its tenant; {@code bench/webhooks --help} says how. */
@Command(
        name = "bench/webhooks",
        mixinStandardHelpOptions = true,
        description =
                "Measures webhooks to ten endpoints that answer at once, without and with an eleventh that accepts "
                        + "connections and never answers, on one fresh durable embedded server.")
public final class WebhooksBench extends Measurement {
    /**
     * How much.
     *
     * @param endpoints that answer at once
     * @param events that each of them is told of in one measurement
     * @param warmUp how many before
     * @param rounds how often without, with, with and without another endpoint
     */
    record Amount(int endpoints, int events, int warmUp, int rounds) {
        static final Amount FULL = new Amount(10, 500, 600, 3);
        static final Amount QUICK = new Amount(10, 150, 200, 1);
    }

    /** Ends with 0 if every goal was met, 1 if not. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new WebhooksBench()).execute(args));
    }

    @Override
    Report run(boolean quick, PrintStream out) {
        return run(quick ? Amount.QUICK : Amount.FULL, out);
    }

    /** Measures. */
    static Report run(Amount amount, PrintStream out) {
        return reported(out, report -> {
            // The receivers listen on this machine, and the server that is measured delivers.
            try (Lab lab = Lab.open(Map.of("AICMO_OUTBOUND_ALLOW", "127.0.0.0/8", "AICMO_JOB_SLOTS", "64"))) {
                DeadEndpointPhase.run(lab, amount, report);
                report.printTable();
            }
        });
    }
}
