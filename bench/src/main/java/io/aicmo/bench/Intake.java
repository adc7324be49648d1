package io.aicmo.bench;

import io.aicmo.bench.EventRequests.Prospect;
import io.aicmo.bench.Lab.Tenant;
import io.aicmo.bench.NodeProcess.Writer;
import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.postgres.crm.BareSpine;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Measures how events are taken in. After each measurement the rows in the database must be what was acknowledged. */
final class Intake {
    /** How many events the bare statement is given at a time, and on how many connections: as the group commit does. */
    static final int BATCH = 500;

    static final int WRITERS = 2;

    /** What asks for nothing to be done afterwards. */
    private static final List<String> QUIET = List.of("email_delivered", "email_opened", "email_clicked");

    private static final Duration PAST = Duration.ofDays(90);
    private static final Duration FILL_PATIENCE = Duration.ofMinutes(10);

    private final Lab lab;
    private final Report report;
    private final SpineRules rules = new SpineRules(Channels.catalogue());
    private int cells;

    Intake(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    /**
     * A measurement.
     *
     * @param events acknowledged as new, each of which was found in the database
     * @param perCommit events for each commit of the group-committing writer, 0 where it was not at work
     */
    record Cell(Tally tally, long events, Cpu cpu, double perCommit) {
        /** Acknowledged events a second. */
        double rate() {
            return events / tally.seconds();
        }

        double p50() {
            return tally.percentileMillis(0.5);
        }

        double p99() {
            return tally.percentileMillis(0.99);
        }
    }

    /** A load on a server. */
    @FunctionalInterface
    interface Load {
        Tally run(EventRequests requests);
    }

    /** One new event a request, over so many connections. */
    Cell single(NodeProcess node, Tenant tenant, List<Prospect> prospects, int connections, Duration length) {
        return single(
                node, tenant, prospects, requests -> HttpLoad.closedLoop(node.url(), connections, length, requests));
    }

    /** One new event a request, by a load of the caller's. */
    Cell single(NodeProcess node, Tenant tenant, List<Prospect> prospects, Load load) {
        String provider = nextProvider();
        return measured(
                node, tenant, provider, EventRequests.single(node.url(), tenant.key(), provider, prospects), 1, load);
    }

    /** Many new events a request. */
    Cell batch(NodeProcess node, Tenant tenant, List<Prospect> prospects, int size, Load load) {
        String provider = nextProvider();
        return measured(
                node,
                tenant,
                provider,
                EventRequests.batch(node.url(), tenant.key(), provider, prospects, size),
                size,
                load);
    }

    private Cell measured(
            NodeProcess node, Tenant tenant, String provider, EventRequests requests, int perRequest, Load load) {
        lab.checkpoint();
        Writer before = node.writer();
        Lab.Used<Tally> used = lab.using(node, () -> load.run(requests));
        Tally tally = used.result();
        long acknowledged = (long) tally.count(201) * perRequest;
        // What broke was sent, and may be there or not; nobody was told.
        counted(provider, acknowledged, (long) tally.broken() * perRequest, lab.recorded(tenant, provider), tally);
        return new Cell(tally, acknowledged, used.cpu(), node.writer().eventsPerCommitSince(before));
    }

    /** Events that are all known already; a cell's events are answers "duplicate" here. */
    Cell duplicates(
            NodeProcess node,
            Tenant tenant,
            List<Prospect> prospects,
            String provider,
            int known,
            int connections,
            Duration length) {
        EventRequests requests = EventRequests.single(node.url(), tenant.key(), provider, prospects, known);
        lab.checkpoint();
        Writer before = node.writer();
        Lab.Used<Tally> used = lab.using(node, () -> HttpLoad.closedLoop(node.url(), connections, length, requests));
        counted(provider, known, 0, lab.recorded(tenant, provider), used.result());
        return new Cell(
                used.result(),
                used.result().count(200),
                used.cpu(),
                node.writer().eventsPerCommitSince(before));
    }

    /** The bare statement, with 500 events at a time on 2 connections; what is applied is made ahead. */
    Cell bare(Tenant tenant, List<Lead> leads, Duration length, int perSecondAtMost) {
        String provider = nextProvider();
        List<List<SpineDecision>> batches =
                decisions(tenant, leads, provider, (int) Math.max(BATCH, perSecondAtMost * length.toMillis() / 1_000));
        AtomicInteger next = new AtomicInteger();
        AtomicInteger recorded = new AtomicInteger();
        lab.checkpoint();
        Lab.Used<Tally> used = lab.using(
                lab.group(),
                () -> JdbcLoad.run(
                        WRITERS,
                        length,
                        number -> worker(
                                () -> {
                                    int at = next.getAndIncrement();
                                    return at < batches.size() ? batches.get(at) : List.of();
                                },
                                recorded)));
        counted(provider, recorded.get(), 0, lab.recorded(tenant, provider), used.result());
        return new Cell(used.result(), recorded.get(), used.cpu(), BATCH);
    }

    /** Gives a tenant's leads so many activities over the last 90 days, without measuring. */
    void fill(Tenant tenant, List<Lead> leads, long count) {
        String provider = nextProvider();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger recorded = new AtomicInteger();
        JdbcLoad.run(
                WRITERS,
                FILL_PATIENCE,
                number -> worker(
                        () -> {
                            int from = next.getAndAdd(BATCH);
                            return from < count
                                    ? past(tenant, leads, provider, from, (int) Math.min(count, from + BATCH), count)
                                    : List.of();
                        },
                        recorded));
        if (recorded.get() != count) {
            throw new IllegalStateException("only " + recorded.get() + " of " + count + " activities were made");
        }
    }

    private List<SpineDecision> past(Tenant tenant, List<Lead> leads, String provider, int from, int to, long count) {
        Instant now = Instant.now();
        List<SpineDecision> batch = new ArrayList<>(BATCH);
        for (int i = from; i < to; i++) {
            Instant then = now.minus(PAST.multipliedBy(count - i).dividedBy(count));
            batch.add(rules.decide(
                    tenant.id(), event(leads.get(i % leads.size()), provider, QUIET, i, then), now, lab.ids()));
        }
        return batch;
    }

    /** Applies batches until there is none left. */
    private JdbcLoad.Worker worker(Supplier<List<SpineDecision>> batches, AtomicInteger recorded) throws SQLException {
        BareSpine spine = BareSpine.connect(lab.config());
        return new JdbcLoad.Worker() {
            @Override
            public boolean work() throws SQLException {
                List<SpineDecision> batch = batches.get();
                if (batch.isEmpty()) {
                    return false;
                }
                recorded.addAndGet(spine.apply(batch));
                return true;
            }

            @Override
            public void close() throws SQLException {
                spine.close();
            }
        };
    }

    /** Decisions on new events, in batches. */
    private List<List<SpineDecision>> decisions(Tenant tenant, List<Lead> leads, String provider, int count) {
        Instant now = Instant.now();
        List<List<SpineDecision>> batches = new ArrayList<>();
        for (int from = 0; from < count; from += BATCH) {
            List<SpineDecision> batch = new ArrayList<>(BATCH);
            for (int i = from; i < from + BATCH; i++) {
                Lead lead = leads.get((int) ((long) i * EventRequests.STRIDE % leads.size()));
                batch.add(rules.decide(tenant.id(), event(lead, provider, EventRequests.MIX, i, now), now, lab.ids()));
            }
            batches.add(batch);
        }
        return batches;
    }

    private static ChannelEvent event(Lead lead, String provider, List<String> mix, int number, Instant now) {
        return new ChannelEvent(
                "email",
                mix.get(number % mix.size()),
                provider,
                String.format(Locale.ROOT, "%012d", number),
                Party.lead(lead.id()),
                lead.campaignId(),
                now.minusSeconds(60),
                null,
                List.of(),
                Map.of("subject", "Your spring offer", "message", "m-20931"),
                null);
    }

    /** Each measurement's events are told apart by their provider. */
    private String nextProvider() {
        cells++;
        return lastProvider();
    }

    /** The provider of the events of the last measurement. */
    String lastProvider() {
        return String.format(Locale.ROOT, "cell-%04d", cells);
    }

    /**
     * What was acknowledged must be there once; what was sent and not answered may be.
     *
     * @throws IllegalStateException if it is not, or if nothing was: no figure of such a run is worth anything
     */
    private void counted(String provider, long acknowledged, long unanswered, long rows, Tally tally) {
        if (rows < acknowledged || rows > acknowledged + unanswered) {
            throw new IllegalStateException(provider + ": " + acknowledged + " events were acknowledged and " + rows
                    + " are in the database; answers: " + tally.outcome());
        }
        if (tally.accepted() == 0) {
            throw new IllegalStateException(provider + ": nothing was acknowledged; answers: " + tally.outcome());
        }
        report.counted(acknowledged, rows);
    }
}
