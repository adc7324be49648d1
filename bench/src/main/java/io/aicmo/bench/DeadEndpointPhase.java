package io.aicmo.bench;

import static io.aicmo.bench.Report.whole;

import io.aicmo.bench.Lab.Tenant;
import io.aicmo.bench.WebhooksBench.Amount;
import io.aicmo.bench.WebhooksBench.Other;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Deliveries to endpoints that answer at once, beside those alone: how many a second while another is there too. */
final class DeadEndpointPhase {
    private static final String HEARD = "lead.*";
    private static final String PRIVATE = "bench.failed";
    /** Enough to be left alone for longer than a measurement. */
    private static final int FAILED_BEFORE = 8;

    private static final int PAUSED_AFTER = 5;
    private static final double GOAL = 0.95;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration SOON = Duration.ofMillis(20);

    private final Lab lab;
    private final Amount amount;
    private final Report report;
    private final PromptReceivers prompt;
    private final SilentReceiver silent;
    private final Tenant tenant;
    private final Api api;
    private int cells;
    private long due;
    private long arrived;
    private long waiting;
    private long told;

    /** What came of one measurement: deliveries a second, and how often the silent one was called. */
    private record Cell(double rate, int calls) {}

    private DeadEndpointPhase(Lab lab, Amount amount, Report report, PromptReceivers prompt, SilentReceiver silent) {
        this.lab = lab;
        this.amount = amount;
        this.report = report;
        this.prompt = prompt;
        this.silent = silent;
        this.tenant = lab.tenant("webhooks");
        this.api = new Api(lab.group().url(), tenant.key());
    }

    static void run(Lab lab, Amount amount, List<Other> others, Report report) {
        try (PromptReceivers prompt = PromptReceivers.start();
                SilentReceiver silent = SilentReceiver.start()) {
            new DeadEndpointPhase(lab, amount, report, prompt, silent).run(others);
        }
    }

    private void run(List<Other> others) {
        for (int i = 0; i < amount.endpoints(); i++) {
            endpoint(prompt.url(i), HEARD);
        }
        Duration took = Warming.run(Warming.LONGEST, lab.group()::compiling, () -> cell(amount.warmUp()));
        report.progress("warm for deliveries after %d s", took.toSeconds());
        Report.Table table = report.table(
                "Deliveries a second to " + amount.endpoints() + " endpoints that answer at once, "
                        + whole((long) amount.events() * amount.endpoints()) + " of them",
                "beside another that",
                "without it",
                "with it",
                "ratio",
                "calls that it got");
        for (Other other : others) {
            report.progress("beside one that %s", other.words);
            Pairs<Cell> pairs = Pairs.of(amount.rounds(), this::without, () -> with(other));
            Pairs.Ratio ratio = pairs.ratio(Cell::rate);
            table.row(
                    other.words + (other == Other.PROMPT ? " (no goal)" : ""),
                    whole(pairs.firstMedian(Cell::rate)),
                    whole(pairs.secondMedian(Cell::rate)),
                    ratio.toString(),
                    other == Other.PROMPT ? "" : whole(pairs.secondMedian(Cell::calls)));
            if (other != Other.PROMPT) {
                report.atLeast("deliveries/s beside one that " + other.words + " ÷ without", GOAL, ratio);
            }
        }
        table.print();
        report.goal(
                "deliveries that arrived where they are answered = due",
                whole(arrived) + " = " + whole(due),
                arrived == due);
        report.goal(
                "deliveries that wait for the silent one = told of meanwhile",
                whole(waiting) + " = " + whole(told),
                waiting == told);
    }

    private Cell without() {
        settle();
        return cell(amount.events());
    }

    private Cell with(Other other) {
        UUID endpoint = endpoint(other == Other.PROMPT ? prompt.other() : silent.url(), HEARD, PRIVATE);
        if (other == Other.PAUSED) {
            fail(endpoint);
        }
        settle();
        Cell cell = cell(amount.events());
        if (other != Other.PROMPT) {
            waiting += lab.pendingDeliveries(endpoint);
            told += amount.events();
        }
        api.delete("/v1/webhook-endpoints/" + endpoint);
        return cell;
    }

    private UUID endpoint(String url, String... topics) {
        return Lab.uuid(api.post("/v1/webhook-endpoints", Map.of("url", url, "topics", List.of(topics))), "id");
    }

    /** Lets it fail until it is left alone for a while. */
    private void fail(UUID endpoint) {
        for (int i = 0; i < FAILED_BEFORE; i++) {
            api.post("/functions/v1/cmo-webhook-outbound", Map.of("type", PRIVATE, "data", Map.of()));
        }
        await("the silent endpoint has failed", () -> {
            silent.hangUp();
            return api.get("/v1/webhook-endpoints/" + endpoint).get("failures").asInt() >= PAUSED_AFTER;
        });
    }

    /** What is still to be tried is tried no more, so that no measurement does what another has left. */
    private void settle() {
        await("nothing is on the wire", () -> {
            silent.hangUp();
            return lab.dropJobs("webhook-delivery") == 0;
        });
        lab.settle();
    }

    private Cell cell(int events) {
        int before = silent.calls();
        int deliveries = events * amount.endpoints();
        prompt.beginAnew();
        lab.leads(tenant, List.of(tenant.direct()), events, Lab.addresses("cell" + cells++ + "-"));
        await("all is delivered", () -> prompt.arrived() >= deliveries);
        due += deliveries;
        arrived += prompt.arrived();
        return new Cell(prompt.rate(), silent.calls() - before);
    }

    private void await(String what, BooleanSupplier soon) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!soon.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "not within " + PATIENCE + ": " + what + "; " + prompt.arrived() + " arrived");
            }
            LockSupport.parkNanos(SOON.toNanos());
        }
    }
}
