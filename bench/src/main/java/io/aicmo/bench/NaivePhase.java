package io.aicmo.bench;

import static io.aicmo.bench.Report.millis;
import static io.aicmo.bench.Report.whole;

import io.aicmo.bench.EventRequests.Prospect;
import io.aicmo.bench.Intake.Cell;
import java.util.List;
import java.util.Locale;

/** The group commit against the same server with one transaction of six statements per event. */
final class NaivePhase {
    private static final int MANY = 32;

    private final Scene scene;
    private final Report.Table table;

    private NaivePhase(Scene scene) {
        this.scene = scene;
        this.table = scene.report()
                .table(
                        "Group commit against one transaction of six statements per event",
                        "POST /v1/channel-events",
                        "naive ev/s",
                        "group ev/s",
                        "ratio",
                        "naive p50 / p99 ms",
                        "group p50 / p99 ms",
                        "p99 ratio",
                        "events per commit",
                        "CPU µs/event naive",
                        "group");
    }

    static void run(Scene scene) {
        scene.warm(scene.lab().naive());
        scene.warm(scene.lab().group());
        NaivePhase phase = new NaivePhase(scene);
        Report report = scene.report();
        Pairs<Cell> spread = phase.measured("32 connections, 200 campaigns", scene.spreadProspects(), MANY);
        Pairs<Cell> hot = phase.measured("32 connections, one campaign and day", scene.hotProspects(), MANY);
        Pairs<Cell> alone = phase.measured("1 connection, 200 campaigns", scene.spreadProspects(), 1);
        phase.table.print();
        report.atLeast("group ÷ naive, events/s, 32 connections", 4, spread.ratio(Cell::rate));
        report.atMost("group ÷ naive, p99, 32 connections", 1.0 / 3, spread.ratio(Cell::p99));
        report.atLeast("group ÷ naive, events/s, 32 connections on one campaign and day", 8, hot.ratio(Cell::rate));
        report.atMost("group ÷ naive, p99, 32 connections on one campaign and day", 1.0 / 3, hot.ratio(Cell::p99));
        report.atLeast("group ÷ naive, events/s, 1 connection", 0.9, alone.ratio(Cell::rate));
    }

    private Pairs<Cell> measured(String what, List<Prospect> prospects, int connections) {
        scene.report().progress("naive and group, %s", what);
        Pairs<Cell> pairs = Pairs.of(
                scene.effort().rounds(),
                () -> cell(scene.lab().naive(), prospects, connections),
                () -> cell(scene.lab().group(), prospects, connections));
        table.row(
                what,
                whole(pairs.firstMedian(Cell::rate)),
                whole(pairs.secondMedian(Cell::rate)),
                pairs.ratio(Cell::rate).toString(),
                latency(pairs.firstMedian(Cell::p50), pairs.firstMedian(Cell::p99)),
                latency(pairs.secondMedian(Cell::p50), pairs.secondMedian(Cell::p99)),
                pairs.ratio(Cell::p99).toString(),
                String.format(Locale.ROOT, "%.1f", pairs.secondMedian(Cell::perCommit)),
                costs(pairs.first()),
                costs(pairs.second()));
        return pairs;
    }

    private Cell cell(NodeProcess node, List<Prospect> prospects, int connections) {
        return scene.intake()
                .single(
                        node,
                        scene.tenant(),
                        prospects,
                        connections,
                        scene.effort().cell());
    }

    static String latency(double p50, double p99) {
        return millis(p50) + " / " + millis(p99);
    }

    /** Client, server and database: the last cell's, because they hardly differ. */
    static String costs(List<Cell> cells) {
        Cell last = cells.get(cells.size() - 1);
        return last.cpu().each(last.events());
    }
}
