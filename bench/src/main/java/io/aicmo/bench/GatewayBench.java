package io.aicmo.bench;

import io.aicmo.bench.Lab.Tenant;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures the way to a model through the server; {@code bench/gateway --help} says how. */
@Command(
        name = "bench/gateway",
        mixinStandardHelpOptions = true,
        description = "Measures calls of a model through the server beside the same calls made directly with OkHttp, "
                + "and many streams at once beside events, on one fresh durable embedded server: four minutes.")
public final class GatewayBench extends Measurement {
    static final String KEY = "sk-bench-0123456789abcdef0123";

    /**
     * How much.
     *
     * @param cell how long one measurement lasts
     * @param rounds how often direct, through the server, through the server, direct
     * @param warmUp how long each side is called before it is measured, at most: until its code is compiled
     * @param streams how many listen at once
     * @param stream how long one stream lasts, at least
     */
    record Amount(Duration cell, int rounds, Duration warmUp, int streams, Duration stream) {
        static final Amount FULL = new Amount(Duration.ofSeconds(4), 3, Warming.LONGEST, 300, Duration.ofSeconds(10));
        static final Amount QUICK =
                new Amount(Duration.ofMillis(1_500), 1, Duration.ofSeconds(40), 300, Duration.ofSeconds(5));
    }

    /** Ends with 0 if every goal was met, 1 if not. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new GatewayBench()).execute(args));
    }

    @Override
    Report run(boolean quick, PrintStream out) {
        return run(quick ? Amount.QUICK : Amount.FULL, out);
    }

    /** Measures. */
    static Report run(Amount amount, PrintStream out) {
        return reported(out, report -> measure(amount, report));
    }

    private static void measure(Amount amount, Report report) {
        Path folder = folder();
        try (StubProcess model = StubProcess.start(folder.resolve("model.log"));
                Lab lab = Lab.open(Map.of(
                        "AICMO_AI_BASE_URL",
                        model.url().toString(),
                        "AICMO_AI_KEY",
                        KEY,
                        "AICMO_AI_MODEL",
                        "stub/model-1"))) {
            Tenant tenant = lab.tenant("bench");
            AddedTimePhase.run(lab, model, tenant, amount, report);
            StreamsPhase.run(lab, model, tenant, amount, report);
            report.printTable();
        } finally {
            Lab.delete(folder);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("aicmo-bench-model-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
