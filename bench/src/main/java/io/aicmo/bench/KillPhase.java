package io.aicmo.bench;

import static io.aicmo.bench.Report.whole;

import io.aicmo.bench.ChaosBench.Amount;
import io.aicmo.bench.Checker.Mail;
import io.aicmo.bench.Checker.Settled;
import io.aicmo.bench.Orders.Kind;
import io.aicmo.bench.Orders.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Servers and their database are killed while jobs, mails and webhooks are asked for and done; then each is looked for. */
final class KillPhase {
    static final Duration STUCK = Duration.ofSeconds(60);
    private static final int LEAST_MILLIS = 300;
    private static final int MOST_MILLIS = 2_500;
    private static final int LONGEST_BETWEEN = 300;

    private final ChaosLab lab;
    private final Amount amount;
    private final Report report;
    private final SplittableRandom random;
    private final Orders orders;
    private final MailSink mails;
    private final WebhookSink webhooks;
    private final Checker checker;

    /** Who dies, the nodes before the database. */
    private enum Victims {
        NODE_THEN_DATABASE("a node, the database", 1, true),
        NODE("a node", 1, false),
        NODES("both nodes", 2, false),
        DATABASE("the database", 0, true),
        ALL("both nodes, the database", 2, true);

        private final String words;
        private final int nodes;
        private final boolean database;

        Victims(String words, int nodes, boolean database) {
            this.words = words;
            this.nodes = nodes;
            this.database = database;
        }
    }

    private KillPhase(ChaosLab lab, Amount amount, Report report, MailSink mails, WebhookSink webhooks, long seed) {
        this.lab = lab;
        this.amount = amount;
        this.report = report;
        this.random = new SplittableRandom(seed);
        this.mails = mails;
        this.webhooks = webhooks;
        this.orders = Orders.make(lab, mails, webhooks, amount.mails());
        this.checker = new Checker(lab);
    }

    static void run(ChaosLab lab, Amount amount, long seed, Report report) {
        try (MailSink mails = MailSink.start();
                WebhookSink webhooks = WebhookSink.start()) {
            KillPhase phase = new KillPhase(lab, amount, report, mails, webhooks, seed);
            phase.kill();
            phase.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void kill() throws InterruptedException {
        Report.Table table = report.table(
                "Jobs, mails and webhooks asked for while servers and database are killed",
                "round",
                "killed",
                "after ms",
                "acknowledged",
                "asked again",
                "all up again s",
                "open then");
        for (int round = 0; round < amount.kills(); round++) {
            Victims victims =
                    round == 0 ? Victims.NODE_THEN_DATABASE : Victims.values()[random.nextInt(Victims.values().length)];
            List<Order> portion = portion(round);
            int after = random.nextInt(LEAST_MILLIS, MOST_MILLIS);
            CompletableFuture<Integer> again =
                    CompletableFuture.supplyAsync(() -> orders.give(portion), Thread::startVirtualThread);
            TimeUnit.MILLISECONDS.sleep(after);
            List<Integer> nodes = nodes(victims);
            lab.killNodes(nodes);
            if (victims.database) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_BETWEEN));
                lab.database().kill();
            }
            double up = startAgain(victims, nodes);
            int askedAgain = again.join();
            String open = checker.open().toString();
            table.row(
                    String.valueOf(round + 1),
                    victims.words,
                    String.valueOf(after),
                    whole(orders.acknowledged().size()),
                    String.valueOf(askedAgain),
                    String.format(Locale.ROOT, "%.1f", up),
                    open);
            report.progress("round %d: killed %s after %d ms; open: %s", round + 1, victims.words, after, open);
        }
        table.print();
    }

    private List<Order> portion(int round) {
        Map<Kind, int[]> ranges = new EnumMap<>(Kind.class);
        ranges.put(Kind.JOB, part(amount.jobs(), round));
        ranges.put(Kind.MAIL, part(amount.mails(), round));
        ranges.put(Kind.WEBHOOK, part(amount.webhooks(), round));
        return Orders.shuffled(ranges, random);
    }

    private int[] part(int all, int round) {
        return new int[] {(int) ((long) all * round / amount.kills()), (int) ((long) all * (round + 1) / amount.kills())
        };
    }

    private List<Integer> nodes(Victims victims) {
        List<Integer> nodes = new ArrayList<>();
        int first = random.nextInt(ChaosLab.NODES);
        for (int i = 0; i < victims.nodes; i++) {
            nodes.add((first + i) % ChaosLab.NODES);
        }
        return nodes;
    }

    private double startAgain(Victims victims, List<Integer> nodes) {
        long begun = System.nanoTime();
        if (victims.database) {
            lab.database().startAgain();
        }
        lab.startNodes(nodes);
        return (System.nanoTime() - begun) / 1e9;
    }

    private void look() {
        report.progress("waiting until everything is done");
        Settled settled = checker.settled(System.nanoTime(), STUCK);
        report.goal(
                "all done after the last order was acknowledged ≤ " + STUCK.toSeconds() + " s",
                settled.seconds() + " s; open: " + settled.open(),
                settled.isSo());
        report.goal(
                "orders that were refused, or never acknowledged = 0",
                whole(orders.wrong().size()),
                orders.wrong().isEmpty());
        orders.wrong().stream().limit(20).forEach(complaint -> report.progress("WRONG: %s", complaint));
        Report.Table table = report.table(
                "What became of them",
                "",
                "acknowledged",
                "done",
                "not done",
                "twice",
                "uncertain",
                "of these arrived");
        lookForJobs(table);
        lookForMails(table);
        lookForWebhooks(table);
        table.print();
    }

    private Collection<String> acknowledged(Kind kind) {
        return orders.acknowledged().entrySet().stream()
                .filter(one -> one.getKey().kind() == kind)
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    private void lookForJobs(Report.Table table) {
        Collection<String> asked = acknowledged(Kind.JOB);
        long done = checker.succeeded(asked);
        table.row("jobs", whole(asked.size()), whole(done), whole(asked.size() - done), "", "", "");
        report.goal("jobs that were acknowledged and not done = 0", whole(asked.size() - done), asked.size() == done);
        Map<String, Long> states = checker.jobs();
        report.goal(
                "jobs of any kind that failed or died = 0",
                states.toString(),
                !states.containsKey("failed") && !states.containsKey("dead"));
    }

    private void lookForMails(Report.Table table) {
        Collection<String> asked = acknowledged(Kind.MAIL);
        long sent = 0;
        long uncertain = 0;
        long arrived = 0;
        long wrong = 0;
        long twice = 0;
        for (Mail mail : checker.mails(orders.tenant())) {
            int taken = mail.recipient() == null ? 0 : mails.count(mail.recipient());
            twice += taken > 1 ? 1 : 0;
            if ("sent".equals(mail.status()) && taken == 1) {
                sent++;
            } else if ("uncertain".equals(mail.status()) && mail.runStatus().equals("paused message_uncertain")) {
                uncertain++;
                arrived += taken;
            } else {
                wrong++;
                report.progress("WRONG: %s, taken %d times", mail, taken);
            }
        }
        long missing = asked.size() - sent - uncertain;
        long listed = listedAsUncertain();
        table.row(
                "mails",
                whole(asked.size()),
                whole(sent),
                whole(missing),
                whole(twice),
                whole(uncertain),
                whole(arrived));
        report.goal(
                "mails that arrived twice, or are neither sent and arrived once nor uncertain = 0",
                whole(twice) + ", " + whole(wrong + Math.abs(missing)),
                twice == 0 && wrong == 0 && missing == 0);
        report.goal(
                "uncertain mails that the outbox lists = those that there are",
                whole(listed) + " = " + whole(uncertain),
                listed == uncertain);
        report.goal(
                "mails that arrived = sent + uncertain ones that arrived",
                whole(mails.count()) + " = " + whole(sent + arrived),
                mails.count() == sent + arrived);
    }

    private long listedAsUncertain() {
        Api api = lab.node(0, orders.tenant().key());
        long listed = 0;
        String cursor = "";
        do {
            var page = api.get("/v1/outbox?status=uncertain&limit=200" + cursor);
            listed += page.get("data").size();
            var next = page.get("next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        return listed;
    }

    private void lookForWebhooks(Report.Table table) {
        long asked = 0;
        long arrived = 0;
        long otherIds = 0;
        for (Map.Entry<Order, String> one : orders.acknowledged().entrySet()) {
            if (one.getKey().kind() != Kind.WEBHOOK) {
                continue;
            }
            asked++;
            Set<String> ids = webhooks.idsOf(one.getKey().number());
            arrived += ids.contains("msg_" + one.getValue()) ? 1 : 0;
            otherIds += ids.stream()
                    .filter(id -> !id.equals("msg_" + one.getValue()))
                    .count();
        }
        table.row(
                "webhooks",
                whole(asked),
                whole(arrived),
                whole(asked - arrived),
                whole(webhooks.calls() - arrived),
                "",
                "");
        report.goal("webhooks that never arrived = 0", whole(asked - arrived), asked == arrived);
        report.goal("ids of webhooks that are not theirs = 0", whole(otherIds), otherIds == 0);
    }
}
