package io.aicmo.bench;

import static io.aicmo.bench.Report.whole;

import io.aicmo.bench.EventRequests.Prospect;
import io.aicmo.bench.Intake.Cell;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The server against the bare statement, which is what its database can do at best. */
final class LimitPhase {
    /** More than two processors have ever applied; so many events are made ahead. */
    private static final int AT_MOST_PER_SECOND = 40_000;

    private static final int BATCHES_AT_ONCE = 6;

    private final Scene scene;
    private final Report.Table table;

    private LimitPhase(Scene scene) {
        this.scene = scene;
        this.table = scene.report()
                .table(
                        "The server against the bare statement (500 events each on 2 connections, no HTTP)",
                        "through HTTP",
                        "bare ev/s",
                        "HTTP ev/s",
                        "ratio",
                        "p50 / p99 ms a request",
                        "events per commit",
                        "CPU µs/event bare",
                        "HTTP");
    }

    static void run(Scene scene) {
        scene.warm(scene.lab().group());
        LimitPhase phase = new LimitPhase(scene);
        phase.bare();
        Report report = scene.report();
        List<Prospect> prospects = scene.spreadProspects();
        NodeProcess group = scene.lab().group();
        // So few callers never fill a batch: how far that is from the limit is shown, and is no goal.
        phase.measured("one event a request, 32 connections", () -> phase.single(32));
        Pairs<Cell> many = phase.measured("one event a request, 256 connections", () -> phase.single(256));
        Duration length = scene.effort().cell();
        Pairs<Cell> batches = phase.measured(
                "batches of 500, " + BATCHES_AT_ONCE + " connections",
                () -> scene.intake()
                        .batch(
                                group,
                                scene.tenant(),
                                prospects,
                                Intake.BATCH,
                                requests -> HttpLoad.closedLoop(group.url(), BATCHES_AT_ONCE, length, requests)));
        phase.table.print();
        report.atLeast("one event a request, 256 connections ÷ bare statement", 0.4, many.ratio(Cell::rate));
        report.atLeast("/batch of 500 ÷ bare statement", 0.6, batches.ratio(Cell::rate));
    }

    private Cell bare() {
        return scene.intake()
                .bare(scene.tenant(), scene.spread(), scene.effort().cell(), AT_MOST_PER_SECOND);
    }

    private Cell single(int connections) {
        return scene.intake()
                .single(
                        scene.lab().group(),
                        scene.tenant(),
                        scene.spreadProspects(),
                        connections,
                        scene.effort().cell());
    }

    private Pairs<Cell> measured(String what, Supplier<Cell> http) {
        scene.report().progress("bare statement and %s", what);
        Pairs<Cell> pairs = Pairs.of(scene.effort().rounds(), this::bare, http);
        table.row(
                what,
                whole(pairs.firstMedian(Cell::rate)),
                whole(pairs.secondMedian(Cell::rate)),
                pairs.ratio(Cell::rate).toString(),
                NaivePhase.latency(pairs.secondMedian(Cell::p50), pairs.secondMedian(Cell::p99)),
                String.format(Locale.ROOT, "%.0f", pairs.secondMedian(Cell::perCommit)),
                NaivePhase.costs(pairs.first()),
                NaivePhase.costs(pairs.second()));
        return pairs;
    }
}
