package io.aicmo.bench;

import io.aicmo.bench.Lab.Tenant;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Looks into the database, past servers, pools and cable, for what there should be and what should not. */
final class Checker {
    private static final Duration OFTEN = Duration.ofMillis(200);

    private final ChaosLab lab;

    Checker(ChaosLab lab) {
        this.lab = lab;
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String query, Row<T> read, Object... values) {
        try (Connection connection = lab.database().connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(read.read(rows));
                }
                return all;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String query, Object... values) {
        return list(query, row -> row.getLong(1), values).get(0);
    }

    /**
     * What is under way or should have been done by now.
     *
     * @param jobs that run or are due
     * @param deliveries of webhooks that have not arrived
     * @param mails that are neither sent nor given up, nor known to be uncertain
     * @param schedules whose time has passed
     */
    record Open(long jobs, long deliveries, long mails, long schedules) {
        boolean isNone() {
            return jobs + deliveries + mails + schedules == 0;
        }

        @Override
        public String toString() {
            return jobs + " jobs, " + deliveries + " deliveries, " + mails + " mails, " + schedules + " schedules";
        }
    }

    Open open() {
        return list("""
                        select
                            (select count(*) from jobs
                                where status = 'running' or (status = 'queued' and due_at <= now() + interval '1 hour')),
                            (select count(*) from webhook_deliveries where status = 'pending'),
                            (select count(*) from outbound_messages where status in ('queued', 'sending')),
                            (select count(*) from scheduled_jobs where next_at <= now())
                        """, row -> new Open(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .get(0);
    }

    /** How long it took until nothing was open and every node was ready, or what was open when the patience ended. */
    record Settled(Duration after, Open open, boolean ready) {
        boolean isSo() {
            return open.isNone() && ready;
        }

        String seconds() {
            return isSo() ? String.format(Locale.ROOT, "%.1f", after.toMillis() / 1e3) : "not in " + after.toSeconds();
        }
    }

    /**
     * Waits until everything is done.
     *
     * @param since when that began, by the clock of {@link System#nanoTime}
     */
    Settled settled(long since, Duration patience) {
        while (true) {
            Open open = open();
            boolean ready = open.isNone() && isReady();
            Duration after = Duration.ofNanos(System.nanoTime() - since);
            if (ready || after.compareTo(patience) > 0) {
                return new Settled(after, open, ready || isReady());
            }
            LockSupport.parkNanos(OFTEN.toNanos());
        }
    }

    private boolean isReady() {
        for (int node = 0; node < ChaosLab.NODES; node++) {
            try {
                if (lab.node(node, "").tryGet("/health/ready").status() != 200) {
                    return false;
                }
            } catch (UncheckedIOException away) {
                return false;
            }
        }
        return true;
    }

    /** How many jobs stand in each state; those that are not due for an hour are {@code later}. */
    Map<String, Long> jobs() {
        Map<String, Long> states = new TreeMap<>();
        list("""
                select case when status = 'queued' and due_at > now() + interval '1 hour' then 'later' else status end,
                    count(*)
                from jobs group by 1
                """, row -> states.put(row.getString(1), row.getLong(2)));
        return states;
    }

    /** How many of these jobs are there and have succeeded. */
    long succeeded(Collection<String> ids) {
        return count("select count(*) from jobs where status = 'succeeded' and id = any (cast(? as uuid[]))", (Object)
                ids.toArray(String[]::new));
    }

    /**
     * The mail of a run.
     *
     * @param status of the message, or null where there is none
     */
    record Mail(
            String run,
            @Nullable String recipient,
            @Nullable String status,
            String runStatus) {}

    List<Mail> mails(Tenant tenant) {
        return list(
                """
                select r.id, m.recipient, m.status, concat_ws(' ', r.status, r.paused_reason)
                from outbound_sequence_runs r
                left join outbound_messages m on m.tenant_id = r.tenant_id and m.sequence_run_id = r.id
                where r.tenant_id = ?
                """,
                row -> new Mail(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                tenant.id().value());
    }

    /** Has a schedule of every tenant stand at a time. */
    void due(String schedule, Instant time) {
        list("""
                insert into scheduled_jobs (tenant_id, name, next_at) select id, ?, ? from tenants
                on conflict (tenant_id, name) do update set next_at = excluded.next_at
                returning tenant_id
                """, row -> row.getString(1), schedule, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    long tenants() {
        return count("select count(*) from tenants");
    }

    /**
     * How often a schedule fired.
     *
     * @param times how many different times of tenants
     * @param jobs how many jobs that made; as many, if each fired once
     */
    record Fired(long times, long jobs) {}

    Fired fired(String schedule) {
        return list(
                        "select count(distinct (tenant_id, payload)), count(*) from jobs where kind = ?",
                        row -> new Fired(row.getLong(1), row.getLong(2)),
                        schedule)
                .get(0);
    }
}
