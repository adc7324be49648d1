package io.aicmo.bench;

import static io.aicmo.bench.Report.whole;

import io.aicmo.bench.EventRequests.Prospect;
import io.aicmo.bench.Intake.Cell;
import java.time.Duration;
import java.util.List;

/** Events that were all seen before against new ones. */
final class DuplicatesPhase {
    private static final int CONNECTIONS = 32;
    private static final Duration ENOUGH = Duration.ofMillis(800);

    private DuplicatesPhase() {}

    static void run(Scene scene) {
        NodeProcess group = scene.lab().group();
        scene.warm(group);
        Report report = scene.report();
        Intake intake = scene.intake();
        List<Prospect> prospects = scene.spreadProspects();
        Duration length = scene.effort().cell();
        // Whatever was recorded now is what comes again.
        Cell known = intake.single(group, scene.tenant(), prospects, CONNECTIONS, ENOUGH);
        String provider = intake.lastProvider();
        int distinct = (int) known.events();
        report.progress("new events, and %d known ones again and again", distinct);
        Pairs<Cell> pairs = Pairs.of(
                scene.effort().rounds(),
                () -> intake.single(group, scene.tenant(), prospects, CONNECTIONS, length),
                () -> intake.duplicates(group, scene.tenant(), prospects, provider, distinct, CONNECTIONS, length));
        report.table(
                        "Events that were seen before against new ones",
                        "32 connections, one event a request",
                        "new ev/s",
                        "seen before ev/s",
                        "ratio",
                        "new p50 / p99 ms",
                        "seen before p50 / p99 ms",
                        "CPU µs/event new",
                        "seen before")
                .row(
                        "answered 201, and 200 with duplicate: true",
                        whole(pairs.firstMedian(Cell::rate)),
                        whole(pairs.secondMedian(Cell::rate)),
                        pairs.ratio(Cell::rate).toString(),
                        NaivePhase.latency(pairs.firstMedian(Cell::p50), pairs.firstMedian(Cell::p99)),
                        NaivePhase.latency(pairs.secondMedian(Cell::p50), pairs.secondMedian(Cell::p99)),
                        NaivePhase.costs(pairs.first()),
                        NaivePhase.costs(pairs.second()))
                .print();
        report.atLeast("seen before ÷ new, events/s", 1.5, pairs.ratio(Cell::rate));
    }
}
