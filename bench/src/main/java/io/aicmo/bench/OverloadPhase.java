package io.aicmo.bench;

import static io.aicmo.bench.Report.millis;
import static io.aicmo.bench.Report.whole;

import io.aicmo.bench.EventRequests.Prospect;
import io.aicmo.bench.Intake.Cell;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Three times as much as the server can do, whether or not it answers. */
final class OverloadPhase {
    private static final double TIMES = 3;
    private static final int SMALL_BATCH = 100;
    private static final int CONNECTIONS = 4_000;
    private static final int BATCH_CONNECTIONS = 400;

    private final Scene scene;
    private final NodeProcess node;
    private final List<Prospect> prospects;
    private final Report.Table table;

    private OverloadPhase(Scene scene) {
        this.scene = scene;
        this.node = scene.lab().shortQueue();
        this.prospects = scene.spreadProspects();
        this.table = scene.report()
                .table(
                        "Three times the maximum, offered at a steady rate; queue of 1,000 events",
                        "load",
                        "maximum ev/s",
                        "offered ev/s",
                        "kept ev/s",
                        "kept ÷ maximum",
                        "503 a second",
                        "p50 / p99 ms of kept",
                        "answers of the last run");
    }

    static void run(Scene scene) {
        OverloadPhase phase = new OverloadPhase(scene);
        scene.warm(phase.node);
        Duration length = scene.effort().cell();
        phase.measured(
                "one event a request",
                1,
                () -> phase.scene
                        .intake()
                        .single(
                                phase.node,
                                scene.tenant(),
                                phase.prospects,
                                requests -> HttpLoad.closedLoop(phase.node.url(), 256, length, requests)),
                perSecond -> phase.scene
                        .intake()
                        .single(
                                phase.node,
                                scene.tenant(),
                                phase.prospects,
                                requests ->
                                        HttpLoad.openLoop(phase.node.url(), CONNECTIONS, perSecond, length, requests)));
        phase.measured(
                "batches of " + SMALL_BATCH,
                SMALL_BATCH,
                () -> phase.batch(requests -> HttpLoad.closedLoop(phase.node.url(), 16, length, requests)),
                perSecond -> phase.batch(requests ->
                        HttpLoad.openLoop(phase.node.url(), BATCH_CONNECTIONS, perSecond, length, requests)));
        phase.table.print();
    }

    private Cell batch(Intake.Load load) {
        return scene.intake().batch(node, scene.tenant(), prospects, SMALL_BATCH, load);
    }

    private void measured(String what, int perRequest, Supplier<Cell> most, DoubleFunction<Cell> overload) {
        Report report = scene.report();
        report.progress("three times the maximum, %s", what);
        // The first tells how much is offered in all that follow.
        double maximum =
                Pairs.median(Stream.of(most.get(), most.get()).map(Cell::rate).toList());
        double offered = maximum * TIMES;
        Pairs<Cell> pairs = Pairs.of(scene.effort().rounds(), most, () -> overload.apply(offered / perRequest));
        List<Cell> overloaded = pairs.second();
        Cell last = overloaded.get(overloaded.size() - 1);
        int refused =
                overloaded.stream().mapToInt(cell -> cell.tally().count(503)).sum();
        int unexplained = overloaded.stream()
                .mapToInt(cell -> cell.tally().withoutRetryAfter())
                .sum();
        table.row(
                what,
                whole(pairs.firstMedian(Cell::rate)),
                whole(offered),
                whole(pairs.secondMedian(Cell::rate)),
                pairs.ratio(Cell::rate).toString(),
                whole(pairs.secondMedian(
                        cell -> cell.tally().count(503) / cell.tally().seconds())),
                millis(pairs.secondMedian(Cell::p50)) + " / " + millis(pairs.secondMedian(Cell::p99)),
                last.tally().outcome());
        report.atLeast("kept at 3 × the maximum ÷ the maximum, " + what, 0.9, pairs.ratio(Cell::rate));
        report.goal(
                "what is too much is answered 503 with Retry-After, " + what,
                String.format(Locale.ROOT, "%,d answers, %,d without", refused, unexplained),
                refused > 0 && unexplained == 0);
    }
}
