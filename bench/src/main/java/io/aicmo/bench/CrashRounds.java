package io.aicmo.bench;

import io.aicmo.app.Main;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real server on one folder, killed again and again. What SIGKILL proves is that nothing answered was still in our
 * memory or PostgreSQL's; the disk's own cache it cannot prove, there {@code fsync} is what we rely on.
 */
final class CrashRounds {
    private static final String BOOTSTRAP_TOKEN = "bt_benchmarks-only";
    private static final int THREADS = 16;
    private static final int LEAST_MILLIS = 300;
    private static final int MOST_MILLIS = 2_500;

    private final SplittableRandom random;
    private final PrintStream out;
    private final Path home;
    private final Report.Table table;
    private final EventTraffic traffic;
    private final Ledger ledger;
    private Jvm server;
    private Api api;
    private int rounds;

    private CrashRounds(long seed, PrintStream out, Path home) {
        this.random = new SplittableRandom(seed);
        this.out = out;
        this.home = home;
        this.table = new Report(out)
                .table(
                        "What was answered before a kill -9 of server and database, and what was there afterwards",
                        "round",
                        "killed after ms",
                        "first",
                        "answered new",
                        "answered again",
                        "unanswered",
                        "of these kept",
                        "ready again s",
                        "on the timelines",
                        "lost",
                        "twice",
                        "stats wrong",
                        "orphans");
        this.server = started();
        this.api = new Api(StartPhase.url(server.awaitLine("http://")), BOOTSTRAP_TOKEN);
        this.traffic = EventTraffic.make(api);
        this.ledger = traffic.ledger();
        this.api = api.as(traffic.key());
    }

    /** Starts a server on a new folder, and makes a tenant. */
    static CrashRounds begin(long seed, PrintStream out) {
        try {
            return new CrashRounds(seed, out, Files.createTempDirectory("aicmo-crash-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads, kills, starts again, and checks. */
    void round() {
        rounds++;
        int before = ledger.answered();
        int after = random.nextInt(LEAST_MILLIS, MOST_MILLIS);
        AtomicInteger again = new AtomicInteger();
        String first = loadAndKill(after, again);
        int answeredNew = ledger.answered() - before;
        int unanswered = ledger.unanswered().size();

        long begun = System.nanoTime();
        server = started();
        api = new Api(StartPhase.url(server.awaitLine("http://")), traffic.key());
        api.get("/health/ready");
        double ready = (System.nanoTime() - begun) / 1e9;

        EventTraffic.Findings found = traffic.find(api);
        table.row(
                String.valueOf(rounds),
                String.valueOf(after),
                first,
                String.valueOf(answeredNew),
                again.toString(),
                String.valueOf(unanswered),
                String.valueOf(found.kept()),
                String.format(Locale.ROOT, "%.1f", ready),
                String.valueOf(found.activities()),
                String.valueOf(found.lost()),
                String.valueOf(found.twice()),
                String.valueOf(found.statsWrong()),
                String.valueOf(found.orphans()));
        out.printf(
                Locale.ROOT,
                "  … round %d: %d events answered, killed after %d ms (%s first), ready again in %.1f s, lost %d%n",
                rounds,
                answeredNew,
                after,
                first,
                ready,
                found.lost());
    }

    /** Whether nothing was lost, doubled, miscounted or answered in two ways. */
    boolean allKept() {
        return ledger.wrong().isEmpty();
    }

    /** Events that were answered in all rounds together. */
    int answered() {
        return ledger.answered();
    }

    void print() {
        table.print();
        out.printf(
                Locale.ROOT,
                "%d rounds, %,d events answered, %s%n",
                rounds,
                ledger.answered(),
                allKept() ? "every one of them is there once." : ledger.wrong().size() + " complaints:");
        ledger.wrong().stream().limit(50).forEach(complaint -> out.println("  " + complaint));
        if (!allKept()) {
            out.println("The folder is left for a look: " + home);
        }
    }

    /** Stops the server. */
    void end() {
        server.stop();
        if (allKept()) {
            Lab.delete(home);
        }
    }

    private Jvm started() {
        return Jvm.start(
                home.resolve("server.log"),
                Map.of(
                        "AICMO_HOME",
                        home.resolve("home").toString(),
                        "AICMO_PORT",
                        "0",
                        "AICMO_RATE_LIMIT",
                        "0",
                        "AICMO_BOOTSTRAP_TOKEN",
                        BOOTSTRAP_TOKEN),
                List.of("-Xmx" + NodeProcess.HEAP_MIB + "m", Jvm.SOON_UP),
                Main.class.getName(),
                "serve");
    }

    /** @return which of the two was killed first */
    private String loadAndKill(int afterMillis, AtomicInteger again) {
        CountDownLatch killed = new CountDownLatch(1);
        boolean serverFirst = random.nextBoolean();
        int betweenMillis = random.nextInt(30);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = "r" + rounds + "-t" + i;
                SplittableRandom own = random.split();
                running.add(threads.submit(() -> load(name, own, killed, again)));
            }
            pause(afterMillis);
            List<ProcessHandle> database = database();
            if (serverFirst) {
                server.kill();
                pause(betweenMillis);
                Processes.kill(database);
            } else {
                Processes.kill(database);
                pause(betweenMillis);
                server.kill();
            }
            killed.countDown();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return serverFirst ? "server" : "database";
    }

    /** Sends until the server is gone. */
    private void load(String name, SplittableRandom own, CountDownLatch killed, AtomicInteger again) {
        try {
            for (int number = 0; killed.getCount() > 0; number++) {
                if (traffic.send(api, name + "-" + number, own)) {
                    again.incrementAndGet();
                }
            }
        } catch (UncheckedIOException gone) {
            // Nobody answers any more; what was under way stays among the events that nobody knows about.
            return;
        }
    }

    /** The postmaster of this folder and its children. */
    private List<ProcessHandle> database() {
        try {
            Path file = home.resolve("home").resolve("postgres").resolve("data").resolve("postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
            return Processes.family(pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }
}
