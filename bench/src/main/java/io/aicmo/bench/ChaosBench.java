package io.aicmo.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Breaks what two servers stand on and looks for what was promised; {@code bench/chaos --help} says how. */
@Command(
        name = "bench/chaos",
        mixinStandardHelpOptions = true,
        description =
                "Two servers on one database, under load, while they, the database and the network between them fail;"
                        + " afterwards everything that was acknowledged is looked for. A quarter of an hour.")
public final class ChaosBench extends Measurement {
    @Parameters(
            arity = "0..*",
            description = "what fails: ${COMPLETION-CANDIDATES}; all of it, if not given",
            paramLabel = "TRIAL")
    private List<Trial> trials = new ArrayList<>();

    @Option(names = "--jobs", description = "how many jobs are asked for while servers and database are killed (10000)")
    private @Nullable Integer jobs;

    @Option(names = "--mails", description = "how many steps of sequences, each a mail (5000)")
    private @Nullable Integer mails;

    @Option(names = "--webhooks", description = "how many webhooks out (5000)")
    private @Nullable Integer webhooks;

    @Option(names = "--kills", description = "how often something is killed (20)")
    private @Nullable Integer kills;

    @Option(names = "--seconds", description = "how long each fault lasts (20)")
    private @Nullable Integer seconds;

    @Option(names = "--seed", description = "chance: whom it kills and when; by default another each time")
    private @Nullable Long seed;

    /** What fails. */
    enum Trial {
        /** Servers and database are killed while jobs, mails and webhooks are asked for and done. */
        KILLS,
        /** Nodes are killed in turns. */
        NODE,
        /** The database is stopped and started. */
        DATABASE,
        /** Connections are ended by the database, all the time. */
        BACKENDS,
        /** Somebody else holds connections and does nothing. */
        CONNECTIONS,
        /** The network is slow, breaks, and forgets connections. */
        CABLE
    }

    /**
     * How much.
     *
     * @param jobs that are asked for while servers and database are killed
     * @param mails each a step of a sequence
     * @param webhooks that go out
     * @param kills how often something is killed
     * @param fault how long each fault lasts
     * @param tenants whose schedules become due during each fault
     */
    record Amount(int jobs, int mails, int webhooks, int kills, Duration fault, int tenants) {
        static final Amount FULL = new Amount(10_000, 5_000, 5_000, 20, Duration.ofSeconds(20), 20);
        static final Amount QUICK = new Amount(1_000, 500, 500, 3, Duration.ofSeconds(5), 5);
    }

    /** Ends with 0 if everything held, 1 if not. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ChaosBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    Report run(boolean quick, PrintStream out) {
        Amount usual = quick ? Amount.QUICK : Amount.FULL;
        Amount amount = new Amount(
                or(jobs, usual.jobs),
                or(mails, usual.mails),
                or(webhooks, usual.webhooks),
                or(kills, usual.kills),
                seconds == null ? usual.fault : Duration.ofSeconds(seconds),
                usual.tenants);
        long chance = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
        return run(amount, trials.isEmpty() ? List.of(Trial.values()) : trials, chance, out);
    }

    private static int or(@Nullable Integer given, int usual) {
        return given == null ? usual : given;
    }

    /** Breaks and looks; the folder is left for a look if something did not hold. */
    static Report run(Amount amount, List<Trial> trials, long seed, PrintStream out) {
        out.println("seed " + seed);
        return reported(out, report -> {
            try (ChaosLab lab = ChaosLab.open()) {
                report.progress("a fresh database and two servers");
                if (trials.contains(Trial.KILLS)) {
                    KillPhase.run(lab, amount, seed, report);
                }
                List<Fault> faults = trials.stream().flatMap(Fault::of).toList();
                if (!faults.isEmpty()) {
                    FaultPhase.run(lab, amount, faults, seed, report);
                }
                report.printTable();
                if (!report.goals().stream().allMatch(Report.Goal::met)) {
                    out.println("The folder is left for a look: " + lab.keep());
                }
            }
        });
    }
}
