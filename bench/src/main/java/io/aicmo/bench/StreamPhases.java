package io.aicmo.bench;

import static io.aicmo.bench.Report.whole;

import io.aicmo.bench.EventRequests.Prospect;
import io.aicmo.bench.Intake.Cell;
import io.aicmo.bench.Lab.Tenant;
import io.aicmo.bench.StreamBench.Amount;
import io.aicmo.domain.event.Topics;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventFeed.Horizon;
import io.aicmo.port.event.EventFeed.Reading;
import io.aicmo.port.event.EventFeed.Wanted;
import io.aicmo.port.event.EventPosition;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What open streams cost, and what readers get who are cut off. */
final class StreamPhases {
    private static final String PATH = "/v1/events/stream?topics=lead.*,activity.*,sequence.*";
    private static final int CONNECTIONS = 32;
    private static final double TRICKLE_PER_SECOND = 200;
    private static final int LONGEST_STAY = 60;
    /** So many never hang up, half of them at the server that is killed. */
    private static final int STAYING = 4;

    private static final int MOST_THREADS_MORE = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A server writes to each stream at least every ten seconds. */
    private static final Duration UNTIL_NOTICED = Duration.ofSeconds(11);

    private final Lab lab;
    private final Amount amount;
    private final Report report;
    private final Intake intake;
    private final List<Tenant> tenants;
    private final List<Prospect> prospects;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable StreamCrowd crowd;
    private int threads;
    private long heard;

    private StreamPhases(Lab lab, Amount amount, Report report, List<Tenant> tenants, List<Prospect> prospects) {
        this.lab = lab;
        this.amount = amount;
        this.report = report;
        this.intake = new Intake(lab, report);
        this.tenants = tenants;
        this.prospects = prospects;
    }

    static StreamPhases make(Lab lab, Amount amount, Report report) {
        List<Tenant> tenants = new ArrayList<>();
        for (int i = 0; i < amount.tenants(); i++) {
            tenants.add(lab.tenant("tenant" + i));
        }
        Tenant busy = tenants.get(0);
        List<Prospect> prospects =
                Lab.prospects(lab.leads(busy, lab.campaigns(busy, "campaign", 50), 2_000, Lab.addresses("lead")));
        lab.settle();
        StreamPhases phases = new StreamPhases(lab, amount, report, tenants, prospects);
        Duration took = Warming.run(Warming.LONGEST, lab.group()::compiling, phases::cell);
        report.progress("warm for events after %d s", took.toSeconds());
        return phases;
    }

    private Cell cell() {
        return intake.single(lab.group(), tenants.get(0), prospects, CONNECTIONS, amount.cell());
    }

    /** Events of one tenant are taken in while everybody's streams are open, and while none is. */
    void ingestBesideStreams() {
        beside();
        alone();
        heard = 0;
        int threadsBefore = lab.group().threads();
        Pairs<Cell> pairs = Pairs.of(amount.rounds(), this::alone, this::beside);
        hangUp();
        Pairs.Ratio ratio = pairs.ratio(Cell::rate);
        report.table(
                        "Events taken in beside open streams",
                        "streams",
                        "tenants",
                        "ev/s without",
                        "ev/s with",
                        "ratio",
                        "platform threads without",
                        "with",
                        "events heard",
                        "most heap MiB")
                .row(
                        whole(amount.streams()),
                        whole(amount.tenants()),
                        whole(pairs.firstMedian(Cell::rate)),
                        whole(pairs.secondMedian(Cell::rate)),
                        ratio.toString(),
                        whole(threadsBefore),
                        whole(threads),
                        whole(heard),
                        whole(lab.group().peakHeapMiB()))
                .print();
        report.atLeast("events/s with " + amount.streams() + " streams ÷ without", 0.9, ratio);
        report.goal(
                "platform threads more with " + amount.streams() + " streams ≤ " + MOST_THREADS_MORE,
                whole(threads - threadsBefore),
                threads - threadsBefore <= MOST_THREADS_MORE && heard > 0);
    }

    /** So few events that readers who are cut off again and again are not for ever behind. */
    private void trickle() {
        intake.single(
                lab.group(),
                tenants.get(0),
                prospects,
                requests ->
                        HttpLoad.openLoop(lab.group().url(), CONNECTIONS, TRICKLE_PER_SECOND, amount.cell(), requests));
    }

    private Cell alone() {
        hangUp();
        return cell();
    }

    private Cell beside() {
        StreamCrowd open = crowd == null ? crowd() : crowd;
        crowd = open;
        long before = open.heard();
        Cell cell = cell();
        threads = Math.max(threads, lab.group().threads());
        heard += open.heard() - before;
        if (open.size() != amount.streams()) {
            throw new IllegalStateException(open.size() + " of " + amount.streams() + " streams are still open");
        }
        return cell;
    }

    private StreamCrowd crowd() {
        report.progress("opening %,d streams", amount.streams());
        return StreamCrowd.open(
                lab.group().url(),
                PATH,
                IntStream.range(0, amount.streams())
                        .mapToObj(i -> tenants.get(i % tenants.size()).key())
                        .toList());
    }

    /** Waits until the server knows that nobody listens any more. */
    private void hangUp() {
        if (crowd != null) {
            crowd.close();
            crowd = null;
            LockSupport.parkNanos(UNTIL_NOTICED.toNanos());
        }
    }

    private static void awaitOpen(List<EventReader> readers) {
        try {
            for (EventReader reader : readers) {
                reader.awaitOpen();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Readers hang up at random and are cut off by a server that is killed; each must get what was told, in order, once. */
    void readersThatAreCutOff() {
        Tenant busy = tenants.get(0);
        NodeProcess doomed = lab.shortQueue();
        EventPosition begin = EventPosition.endOf(settled());
        AtomicInteger hungUp = new AtomicInteger();
        List<EventReader> readers = new ArrayList<>();
        List<URI> servers = List.of(doomed.url(), lab.group().url());
        for (int i = 0; i < amount.readers(); i++) {
            boolean stays = i < STAYING;
            readers.add(new EventReader(
                    http,
                    i % 2 == 0 ? servers : List.of(servers.get(1), servers.get(0)),
                    PATH,
                    busy.key(),
                    begin.number() + "-999999999",
                    events -> !stays && hangsUp(events, hungUp)));
        }
        awaitOpen(readers);
        report.progress("cutting readers off %,d times, and killing a server", amount.disconnects());
        Thread killer = Thread.ofPlatform().start(() -> {
            await(() -> hungUp.get() >= amount.disconnects() / 2);
            doomed.jvm().kill();
        });
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (hungUp.get() < amount.disconnects() && System.nanoTime() < deadline) {
            trickle();
        }
        joined(killer);
        // Whoever was on that server has to hear this elsewhere.
        trickle();
        List<String> told = told(busy, begin);
        await(() -> readers.stream().allMatch(reader -> reader.count() >= told.size()));
        long wrong =
                readers.stream().filter(reader -> !reader.ids().equals(told)).count();
        int cuts = readers.stream().mapToInt(EventReader::cuts).sum();
        readers.forEach(EventReader::close);
        report.table(
                        "Readers that are cut off",
                        "readers",
                        "events told",
                        "connections that ended",
                        "of them by the killed server",
                        "readers with another sequence")
                .row(whole(amount.readers()), whole(told.size()), whole(cuts), whole(cuts - hungUp.get()), whole(wrong))
                .print();
        report.goal("connections that the killed server ended > 0", whole(cuts - hungUp.get()), cuts > hungUp.get());
        report.goal("connections that ended ≥ " + amount.disconnects(), whole(cuts), cuts >= amount.disconnects());
        report.goal(
                "readers that missed an event, got one twice or in another order = 0",
                whole(wrong),
                wrong == 0 && !told.isEmpty());
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean hangsUp(int events, AtomicInteger hungUp) {
        boolean now = hungUp.get() < amount.disconnects()
                && events >= ThreadLocalRandom.current().nextInt(1, LONGEST_STAY);
        if (now) {
            hungUp.incrementAndGet();
        }
        return now;
    }

    private long settled() {
        Horizon horizon = lab.postgres().eventFeed().horizon();
        while (horizon.behind()) {
            horizon = lab.postgres().eventFeed().horizon();
        }
        return horizon.number();
    }

    /** The truth. */
    private List<String> told(Tenant tenant, EventPosition begin) {
        EventFeed feed = lab.postgres().eventFeed();
        Wanted wanted = new Wanted(Set.of(tenant.id()), Topics.of("lead.*", "activity.*", "sequence.*"));
        long end = settled();
        List<String> ids = new ArrayList<>();
        EventPosition at = begin;
        while (at.number() < end) {
            Reading reading = feed.read(wanted, at, end, 1_000);
            reading.events().forEach(told -> ids.add(told.position().toString()));
            at = reading.upTo();
        }
        return ids;
    }

    private static void await(BooleanSupplier soon) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!soon.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
