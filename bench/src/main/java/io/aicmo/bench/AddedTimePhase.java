package io.aicmo.bench;

import static io.aicmo.bench.Report.millis;
import static io.aicmo.bench.Report.whole;

import io.aicmo.bench.GatewayBench.Amount;
import io.aicmo.bench.Lab.Tenant;
import io.aicmo.bench.Lab.Used;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What the server adds to a call of a model: credential, validation, the tenant's facts, the answer held against its
 * rules, and the run in the log, committed. The other side sends the model the very body that the server sends.
 */
final class AddedTimePhase {
    private static final int CONNECTIONS = 16;
    private static final int PIECES = 20;
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private final Lab lab;
    private final StubProcess model;
    private final Tenant tenant;
    private final Amount amount;
    private final Report report;

    private AddedTimePhase(Lab lab, StubProcess model, Tenant tenant, Amount amount, Report report) {
        this.lab = lab;
        this.model = model;
        this.tenant = tenant;
        this.amount = amount;
        this.report = report;
    }

    static void run(Lab lab, StubProcess model, Tenant tenant, Amount amount, Report report) {
        AddedTimePhase phase = new AddedTimePhase(lab, model, tenant, amount, report);
        phase.wholeAnswers();
        phase.firstPieces();
    }

    private void wholeAnswers() {
        model.answers(KernelCalls.ANALYSIS);
        byte[] asked = askedBy(KernelCalls.analysisBody(tenant));
        try (OkHttpCalls direct = new OkHttpCalls(model.completions(), GatewayBench.KEY, JSON, asked)) {
            warm("calls", () -> direct.closedLoop(CONNECTIONS, load()), () -> through(CONNECTIONS, load()));
            lab.settle();
            tell(pairs(direct, 1), pairs(direct, CONNECTIONS));
        }
    }

    private Pairs<Used<Tally>> pairs(OkHttpCalls direct, int connections) {
        return Pairs.of(
                amount.rounds(),
                () -> lab.using(lab.group(), () -> direct.closedLoop(connections, amount.cell())),
                () -> lab.using(lab.group(), () -> through(connections, amount.cell())));
    }

    private Duration load() {
        return Warming.load(amount.warmUp());
    }

    /** Each side is called until its code is compiled, and the caller's own. */
    private void warm(String with, Runnable direct, Runnable through) {
        Duration took = Warming.run(amount.warmUp(), Warming::compilingHere, direct)
                .plus(Warming.run(amount.warmUp(), lab.group()::compiling, through));
        report.progress("warm for %s after %d s", with, took.toSeconds());
    }

    private void tell(Pairs<Used<Tally>> one, Pairs<Used<Tally>> many) {
        Report.Table table = report.table(
                "Calls answered as a whole (model: 0 ms)",
                "connections",
                "direct calls/s",
                "through calls/s",
                "through ÷ direct",
                "direct p50 / p99 ms",
                "through p50 / p99 ms",
                "added p50 ms",
                "CPU µs/call direct",
                "through");
        row(table, "1", one);
        row(table, Integer.toString(CONNECTIONS), many);
        table.print();
        report.atMost("added p50, ms, 1 connection", 0.5, one.difference(AddedTimePhase::p50));
        double rate = many.secondMedian(AddedTimePhase::rate);
        Pairs.Ratio share = many.ratio(AddedTimePhase::rate);
        report.goal(
                "calls/s at " + CONNECTIONS + " connections ≥ 4,000, or ≥ 0.15 × direct",
                whole(rate) + ", " + share + " × direct",
                rate >= 4_000 || share.median() >= 0.15);
    }

    private static void row(Report.Table table, String connections, Pairs<Used<Tally>> pairs) {
        table.row(
                connections,
                whole(pairs.firstMedian(AddedTimePhase::rate)),
                whole(pairs.secondMedian(AddedTimePhase::rate)),
                pairs.ratio(AddedTimePhase::rate).toString(),
                millis(pairs.firstMedian(AddedTimePhase::p50)) + " / " + millis(pairs.firstMedian(AddedTimePhase::p99)),
                millis(pairs.secondMedian(AddedTimePhase::p50)) + " / "
                        + millis(pairs.secondMedian(AddedTimePhase::p99)),
                pairs.difference(AddedTimePhase::p50).toString(),
                cpu(pairs.first()),
                cpu(pairs.second()));
    }

    /** Of the last cell: caller (with OkHttp where it calls the model itself), server and database. */
    private static String cpu(List<Used<Tally>> cells) {
        Used<Tally> last = cells.get(cells.size() - 1);
        return last.cpu().each(last.result().accepted());
    }

    private static double rate(Used<Tally> used) {
        return used.result().rate();
    }

    private static double p50(Used<Tally> used) {
        return p50(used.result());
    }

    private static double p99(Used<Tally> used) {
        return p99(used.result());
    }

    private static double p50(Tally tally) {
        return tally.percentileMillis(0.5);
    }

    private static double p99(Tally tally) {
        return tally.percentileMillis(0.99);
    }

    private void firstPieces() {
        model.answers(KernelCalls.TURN);
        model.streams(PIECES, Duration.ZERO);
        byte[] asked = askedBy(KernelCalls.turnBody(tenant));
        URI kernel = lab.group().url().resolve(KernelCalls.PATH);
        byte[] turn = KernelCalls.turnBody(tenant).getBytes(StandardCharsets.UTF_8);
        try (OkHttpCalls direct = new OkHttpCalls(model.completions(), GatewayBench.KEY, EVENTS, asked);
                OkHttpCalls through = new OkHttpCalls(kernel, tenant.key(), EVENTS, turn)) {
            warm(
                    "streams",
                    () -> direct.firstLines(AddedTimePhase::saysSomething, load()),
                    () -> through.firstLines(AddedTimePhase::saysSomething, load()));
            Pairs<Tally> pairs = Pairs.of(
                    amount.rounds(),
                    () -> direct.firstLines(AddedTimePhase::saysSomething, amount.cell()),
                    () -> counted(() -> through.firstLines(AddedTimePhase::saysSomething, amount.cell())));
            Report.Table table = report.table(
                    "First piece of a streamed answer, 1 connection (model: 0 ms)",
                    "direct p50 / p99 ms",
                    "through p50 / p99 ms",
                    "added p50 ms");
            table.row(
                    millis(pairs.firstMedian(AddedTimePhase::p50)) + " / "
                            + millis(pairs.firstMedian(AddedTimePhase::p99)),
                    millis(pairs.secondMedian(AddedTimePhase::p50)) + " / "
                            + millis(pairs.secondMedian(AddedTimePhase::p99)),
                    pairs.difference(AddedTimePhase::p50).toString());
            table.print();
            report.atMost(
                    "first streamed piece beyond the model's own, p50, ms", 1, pairs.difference(AddedTimePhase::p50));
        }
    }

    /** Something of the answer's text, whether in a model's chunk or in an event of ours. */
    private static boolean saysSomething(String line) {
        return line.startsWith("data: ") && line.contains("\"{\\\"");
    }

    /** The body that the server sends to the model for this call. */
    private byte[] askedBy(String body) {
        try (OkHttpCalls once = new OkHttpCalls(
                lab.group().url().resolve(KernelCalls.PATH),
                tenant.key(),
                JSON,
                body.getBytes(StandardCharsets.UTF_8))) {
            once.call();
        }
        return model.last();
    }

    private Tally through(int connections, Duration length) {
        return counted(() -> HttpLoad.closedLoop(
                lab.group().url(),
                connections,
                length,
                KernelCalls.analysis(lab.group().url(), tenant)));
    }

    /** Each answered call must be a run in the log. */
    private Tally counted(Supplier<Tally> load) {
        long before = lab.runs(tenant);
        Tally tally = load.get();
        long runs = lab.runs(tenant) - before;
        if (tally.accepted() == 0 || tally.count(200) != runs || tally.broken() > 0) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "%d calls were answered, %d runs are in the log; answers: %s",
                    tally.count(200),
                    runs,
                    tally.outcome()));
        }
        return tally;
    }
}
