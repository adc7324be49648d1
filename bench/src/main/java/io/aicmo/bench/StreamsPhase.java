package io.aicmo.bench;

import static io.aicmo.bench.Report.millis;
import static io.aicmo.bench.Report.whole;

import io.aicmo.bench.EventRequests.Prospect;
import io.aicmo.bench.GatewayBench.Amount;
import io.aicmo.bench.Lab.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;

/** Events while many listen to answers that are written slowly, beside the same events alone. */
final class StreamsPhase {
    private static final int CAMPAIGNS = 20;
    private static final int LEADS = 1_000;
    private static final int CONNECTIONS = 32;
    /** A model that writes quickly says something so often. */
    private static final Duration EVERY = Duration.ofMillis(200);
    /** So many threads and connections more than without streams are chance: pools breathe. */
    private static final int A_FEW = 12;

    private final Lab lab;
    private final StubProcess model;
    private final Tenant tenant;
    private final Amount amount;
    private final Intake intake;
    private final List<Prospect> prospects;
    private int lasted;
    private int ended;
    private long pieces;

    /** Events, and what the server held meanwhile. */
    private record Cell(Intake.Cell events, int threads, int connections) {}

    private StreamsPhase(Lab lab, StubProcess model, Tenant tenant, Amount amount, Report report) {
        this.lab = lab;
        this.model = model;
        this.tenant = tenant;
        this.amount = amount;
        this.intake = new Intake(lab, report);
        this.prospects = Lab.prospects(
                lab.leads(tenant, lab.campaigns(tenant, "stream", CAMPAIGNS), LEADS, Lab.addresses("stream")));
    }

    static void run(Lab lab, StubProcess model, Tenant tenant, Amount amount, Report report) {
        new StreamsPhase(lab, model, tenant, amount, report).run(report);
    }

    private void run(Report report) {
        int said = (int) amount.stream().dividedBy(EVERY);
        model.answers(KernelCalls.TURN);
        model.streams(said, EVERY);
        Duration took = Warming.run(
                amount.warmUp(),
                lab.group()::compiling,
                () -> intake.single(lab.group(), tenant, prospects, CONNECTIONS, Warming.load(amount.warmUp())));
        report.progress("warm for events after %d s", took.toSeconds());
        if (amount.warmUp().compareTo(amount.stream()) > 0) {
            besideStreams();
        }
        ended = 0;
        lasted = 0;
        pieces = 0;
        lab.settle();
        Pairs<Cell> pairs = Pairs.of(amount.rounds(), this::measured, this::besideStreams);
        tell(report, pairs, amount.rounds() * 2 * amount.streams());
    }

    private void tell(Report report, Pairs<Cell> pairs, int streams) {
        Report.Table table = report.table(
                "Events at " + CONNECTIONS + " connections beside " + amount.streams() + " streams of "
                        + amount.stream().toSeconds() + " s with a piece every " + EVERY.toMillis() + " ms",
                "",
                "events/s",
                "p50 / p99 ms",
                "platform threads",
                "connections to the database");
        row(
                table,
                "alone",
                pairs.first(),
                pairs.firstMedian(cell -> cell.events().rate()));
        row(
                table,
                "beside streams",
                pairs.second(),
                pairs.secondMedian(cell -> cell.events().rate()));
        table.print();
        report.atLeast(
                "events/s beside " + amount.streams() + " streams ÷ alone",
                0.8,
                pairs.ratio(cell -> cell.events().rate()));
        report.goal(
                "streams that came to their result",
                whole(ended) + " of " + whole(streams) + ", " + whole(pieces) + " pieces",
                ended == streams);
        report.goal(
                "streams that lasted longer than the events",
                whole(lasted) + " of " + whole(streams),
                lasted == streams);
        int threads = most(pairs.second(), Cell::threads) - most(pairs.first(), Cell::threads);
        report.goal(
                "platform threads more beside " + amount.streams() + " streams ≤ " + A_FEW,
                whole(threads),
                threads <= A_FEW);
        int connections = most(pairs.second(), Cell::connections) - most(pairs.first(), Cell::connections);
        report.goal(
                "database connections more beside " + amount.streams() + " streams ≤ " + A_FEW,
                whole(connections),
                connections <= A_FEW);
        int peak = lab.group().peakHeapMiB();
        report.goal(
                "heap ≤ " + lab.group().heapMiB() + " MiB",
                peak + " MiB used at most",
                peak <= lab.group().heapMiB());
    }

    private static int most(List<Cell> cells, ToIntFunction<Cell> figure) {
        return cells.stream().mapToInt(figure).max().orElseThrow();
    }

    private void row(Report.Table table, String name, List<Cell> cells, double rate) {
        double p50 =
                Pairs.median(cells.stream().map(cell -> cell.events().p50()).toList());
        double p99 =
                Pairs.median(cells.stream().map(cell -> cell.events().p99()).toList());
        table.row(
                name,
                whole(rate),
                millis(p50) + " / " + millis(p99),
                whole(most(cells, Cell::threads)),
                whole(most(cells, Cell::connections)));
    }

    /** The streams begin before the events and end after them. */
    private Cell besideStreams() {
        Audience audience =
                Audience.of(lab.group().url(), KernelCalls.turn(lab.group().url(), tenant), amount.streams());
        Cell cell = measured();
        lasted += audience.size();
        ended += audience.end();
        pieces += audience.heard();
        return cell;
    }

    private Cell measured() {
        try (Watch watch = new Watch(lab)) {
            Intake.Cell events = intake.single(lab.group(), tenant, prospects, CONNECTIONS, amount.cell());
            return new Cell(events, watch.mostThreads(), watch.mostConnections());
        }
    }
}
