package io.aicmo.bench;

import io.aicmo.app.Main;
import io.aicmo.bench.Ledger.Sent;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The real server on one folder, killed again and again. What SIGKILL proves is that nothing answered was still in our
 * memory or PostgreSQL's; the disk's own cache it cannot prove, there {@code fsync} is what we rely on.
 */
final class CrashRounds {
    private static final String BOOTSTRAP_TOKEN = "bt_benchmarks-only";
    private static final int THREADS = 16;
    private static final int CAMPAIGNS = 4;
    private static final int LEADS = 100;
    private static final int BATCH = 25;
    private static final int LEAST_MILLIS = 300;
    private static final int MOST_MILLIS = 2_500;
    private static final List<String> TYPES =
            List.of("email_delivered", "email_opened", "email_clicked", "email_replied");
    private static final List<String> STATS = List.of("deliveries", "opens", "clicks", "replies");

    private final SplittableRandom random;
    private final PrintStream out;
    private final Path home;
    private final Ledger ledger = new Ledger();
    private final Report.Table table;
    private final List<String> campaigns = new ArrayList<>();
    private final List<String> leads = new ArrayList<>();
    private String key = "";
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
    }

    /** Starts a server on a new folder, and makes a tenant. */
    static CrashRounds begin(long seed, PrintStream out) {
        try {
            CrashRounds rounds = new CrashRounds(seed, out, Files.createTempDirectory("aicmo-crash-"));
            rounds.makeTenant();
            return rounds;
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
        api = new Api(StartPhase.url(server.awaitLine("http://")), key);
        api.get("/health/ready");
        double ready = (System.nanoTime() - begun) / 1e9;

        Found found = find();
        int kept = askAgain(found);
        int statsWrong = wrongStats();
        long orphans = api.get("/v1/integrity").get("broken").asLong();
        if (orphans > 0) {
            ledger.complain("/v1/integrity counts " + orphans + " orphans");
        }
        table.row(
                String.valueOf(rounds),
                String.valueOf(after),
                first,
                String.valueOf(answeredNew),
                again.toString(),
                String.valueOf(unanswered),
                String.valueOf(kept),
                String.format(Locale.ROOT, "%.1f", ready),
                String.valueOf(found.activities),
                String.valueOf(found.lost),
                String.valueOf(found.twice),
                String.valueOf(statsWrong),
                String.valueOf(orphans));
        out.printf(
                Locale.ROOT,
                "  … round %d: %d events answered, killed after %d ms (%s first), ready again in %.1f s, lost %d%n",
                rounds,
                answeredNew,
                after,
                first,
                ready,
                found.lost);
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
                List.of("-Xmx" + NodeProcess.HEAP_MIB + "m"),
                Main.class.getName(),
                "serve");
    }

    private void makeTenant() {
        JsonNode tenant = api.post("/v1/tenants", Map.of("name", "crash", "owner_email", "crash@example.com"));
        key = tenant.get("api_key").asString();
        api = new Api(api.server(), key);
        for (int i = 0; i < CAMPAIGNS; i++) {
            Map<String, Object> campaign = Map.of(
                    "workspace_id", tenant.get("workspace_id").asString(),
                    "name", "campaign " + i,
                    "channels", List.of("email"));
            campaigns.add(api.post("/v1/campaigns", campaign).get("id").asString());
        }
        for (int i = 0; i < LEADS; i++) {
            Map<String, Object> lead =
                    Map.of("email", "lead" + i + "@example.com", "campaign_id", campaigns.get(i % CAMPAIGNS));
            leads.add(api.post("/v1/leads/upsert", lead).get("lead_id").asString());
        }
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
                kill(database);
            } else {
                kill(database);
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

    /** Sends until the server is gone: new events, now and then one that was sent before, now and then many at once. */
    private void load(String name, SplittableRandom own, CountDownLatch killed, AtomicInteger again) {
        try {
            for (int number = 0; killed.getCount() > 0; number++) {
                String id = name + "-" + number;
                if (own.nextInt(8) == 0) {
                    sendBatch(id, own);
                } else {
                    boolean known = own.nextInt(5) == 0;
                    Sent event = known ? ledger.earlier(own).orElseGet(() -> fresh(id, own)) : fresh(id, own);
                    if (send(event)) {
                        again.incrementAndGet();
                    }
                }
            }
        } catch (UncheckedIOException gone) {
            // Nobody answers any more; what was under way stays among the events that nobody knows about.
            return;
        }
    }

    private Sent fresh(String id, RandomGenerator own) {
        int lead = own.nextInt(LEADS);
        Sent event =
                new Sent(id, leads.get(lead), campaigns.get(lead % CAMPAIGNS), TYPES.get(own.nextInt(TYPES.size())));
        ledger.sends(event);
        return event;
    }

    /** Whether it was answered as a duplicate. */
    private boolean send(Sent event) {
        Api.Answered answer = api.tryPost("/v1/channel-events", event.body());
        if (answer.status() != 200 && answer.status() != 201) {
            refused(event, answer.status(), answer.body());
            return false;
        }
        ledger.answers(event, answer.body().get("activity_id").asString());
        return answer.status() == 200;
    }

    private void sendBatch(String name, RandomGenerator own) {
        List<Sent> events = Stream.iterate(0, i -> i + 1)
                .limit(BATCH)
                .map(i -> fresh(name + "-" + i, own))
                .toList();
        Api.Answered answer = api.tryPost(
                "/v1/channel-events/batch",
                Map.of("items", events.stream().map(Sent::body).toList()));
        if (answer.status() != 201 && answer.status() != 207) {
            refused(events.get(0), answer.status(), answer.body());
            return;
        }
        for (JsonNode result : answer.body().get("results")) {
            Sent event = events.get(result.get("index").asInt());
            int status = result.get("status").asInt();
            if (status == 200 || status == 201) {
                ledger.answers(event, result.get("activity_id").asString());
            } else {
                refused(event, status, result);
            }
        }
    }

    /** A dying server may say that it cannot; but it must not say that it is our fault. */
    private void refused(Sent event, int status, JsonNode body) {
        if (status < 500) {
            ledger.complain(event.id() + " was answered " + status + ": " + body);
        }
    }

    /** What the timelines show. */
    private record Found(Map<String, String> byEvent, int activities, int lost, int twice) {}

    private Found find() {
        Map<String, String> byEvent = new HashMap<>();
        int activities = 0;
        int twice = 0;
        for (String lead : leads) {
            String cursor = "";
            do {
                JsonNode page = api.get("/v1/leads/" + lead + "/timeline?limit=200" + cursor);
                for (JsonNode activity : page.get("data")) {
                    activities++;
                    twice += note(activity, lead, byEvent) ? 0 : 1;
                }
                JsonNode next = page.get("next_cursor");
                cursor = next.isNull() ? "" : "&cursor=" + next.asString();
            } while (!cursor.isEmpty());
        }
        int lost = 0;
        for (Sent event : ledger.sent()) {
            String promised = ledger.activityOf(event.id()).orElse(null);
            if (promised != null && !promised.equals(byEvent.get(event.id()))) {
                lost++;
                ledger.complain(event.id() + " was answered as " + promised + " and is " + byEvent.get(event.id()));
            }
        }
        return new Found(byEvent, activities, lost, twice);
    }

    /** False if its event is there already. */
    private boolean note(JsonNode activity, String lead, Map<String, String> byEvent) {
        String event = activity.get("meta").get("event").asString();
        String id = activity.get("id").asString();
        if (ledger.find(event).filter(sent -> sent.lead().equals(lead)).isEmpty()) {
            ledger.complain(event + " is on the timeline of " + lead + ", where it was never sent");
        }
        String other = byEvent.put(event, id);
        if (other != null) {
            ledger.complain(event + " is there twice: " + other + " and " + id);
        }
        return other == null;
    }

    /**
     * Sends again what nobody answered, as any provider does: what was kept must be called a duplicate, and the rest is
     * new.
     *
     * @return how many had been kept
     */
    private int askAgain(Found found) {
        int kept = 0;
        for (Sent event : ledger.unanswered()) {
            boolean duplicate = send(event);
            String there = found.byEvent.get(event.id());
            if (duplicate) {
                kept++;
            }
            if (duplicate != (there != null)
                    || (there != null
                            && !there.equals(ledger.activityOf(event.id()).orElse(null)))) {
                ledger.complain(event.id() + " was on the timeline as " + there + " and was answered as "
                        + ledger.activityOf(event.id()) + (duplicate ? ", duplicate" : ", new"));
            }
        }
        return kept;
    }

    /** How many figures differ from what was answered, by our count and by the server's own recount. */
    private int wrongStats() {
        int wrong = 0;
        for (String campaign : campaigns) {
            JsonNode days = api.get("/v1/campaigns/" + campaign + "/stats").get("data");
            for (int i = 0; i < TYPES.size(); i++) {
                String type = TYPES.get(i);
                long sent = ledger.sent().stream()
                        .filter(event -> event.campaign().equals(campaign)
                                && event.type().equals(type))
                        .count();
                wrong += differ(campaign + " " + STATS.get(i), sum(days, STATS.get(i)), sent);
                if (type.equals("email_replied")) {
                    JsonNode kept = api.get("/v1/campaigns/" + campaign).get("reply_count");
                    wrong += differ(campaign + " reply_count", kept.asLong(), sent);
                }
            }
            JsonNode differences = api.post("/v1/campaigns/" + campaign + "/stats/rebuild", Map.of())
                    .get("differences");
            wrong += differ(campaign + " differences " + differences, differences.size(), 0);
        }
        return wrong;
    }

    private static long sum(JsonNode days, String stat) {
        long sum = 0;
        for (JsonNode day : days) {
            sum += day.get(stat).asLong();
        }
        return sum;
    }

    private int differ(String what, long is, long shouldBe) {
        if (is == shouldBe) {
            return 0;
        }
        ledger.complain(what + " is " + is + " and should be " + shouldBe);
        return 1;
    }

    /** The postmaster of this folder and its children. */
    private List<ProcessHandle> database() {
        try {
            Path file = home.resolve("home").resolve("postgres").resolve("data").resolve("postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(
                process -> process.onExit().orTimeout(60, TimeUnit.SECONDS).join());
    }

    private static void pause(int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }
}
