package io.aicmo.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Kills servers with their databases under load and looks for what they had answered; see {@code bench/crash --help}. */
@Command(
        name = "bench/crash",
        mixinStandardHelpOptions = true,
        description = "Kills a server and its database with SIGKILL under load, starts it again, and looks for every"
                + " event that was answered.")
public final class CrashBench implements Callable<Integer> {
    @Parameters(arity = "0..1", defaultValue = "20", description = "how often (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--seed", description = "chance: when and in which order it kills; by default another each time")
    private @Nullable Long seed;

    /** Ends with 0 if nothing was lost, 1 if something was. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new CrashBench()).execute(args));
    }

    @Override
    public Integer call() {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        long chance = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
        return run(rounds, chance, out).allKept() ? 0 : 1;
    }

    /** Does some rounds on one folder, which is deleted in the end if nothing was lost. */
    static CrashRounds run(int rounds, long seed, PrintStream out) {
        out.println("seed " + seed);
        CrashRounds crashes = CrashRounds.begin(seed, out);
        try {
            for (int i = 0; i < rounds; i++) {
                crashes.round();
            }
        } finally {
            crashes.end();
        }
        crashes.print();
        return crashes;
    }
}
