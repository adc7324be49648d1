package io.aicmo.postgres.job;

import io.aicmo.port.Sweeper;
import io.aicmo.postgres.sql.PgTransactions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes away from the tables what is over, as the role that has the jobs. */
final class PgSweeper implements Sweeper {
    private final PgTransactions transactions;

    PgSweeper(PgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public int sweep(Instant done, Instant failed) {
        return taken("jobs", List.of("succeeded", "cancelled"), done, List.of("failed", "dead"), failed)
                + taken("webhook_deliveries", List.of("delivered"), done, List.of("failed"), failed)
                + taken("webhook_events", List.of("processed"), done, List.of("unknown", "failed"), failed);
    }

    /** What changes meanwhile, because somebody has it done anew, is not what was found, and stays. */
    private int taken(String table, List<String> well, Instant done, List<String> otherwise, Instant failed) {
        return transactions.across(
                transactions.roles().jobs(),
                session -> session.sql("""
                        with old as (
                            select o.tenant_id, o.id, o.status, o.updated_at
                            from unnest(cast(:statuses as text[]), cast(:befores as timestamptz[])) as s (status, before)
                            cross join lateral (
                                select t.tenant_id, t.id, t.status, t.updated_at from %1$s t
                                where t.status = s.status and t.status in (%2$s) and t.updated_at < s.before
                                order by t.updated_at
                                limit :most) o
                            limit :most
                        ), gone as (
                            delete from %1$s t using old o
                            where t.tenant_id = o.tenant_id and t.id = o.id and t.status = o.status
                                and t.updated_at = o.updated_at
                            returning 1
                        )
                        select count(*) from gone
                        """.formatted(table, words(Stream.concat(well.stream(), otherwise.stream()))))
                        .bind(
                                "statuses",
                                Stream.concat(well.stream(), otherwise.stream()).toList())
                        .bind(
                                "befores",
                                Stream.concat(
                                                well.stream().map(word -> done),
                                                otherwise.stream().map(word -> failed))
                                        .toList())
                        .bind("most", AT_ONCE)
                        .find(row -> row.getInt(1))
                        .orElseThrow());
    }

    private static String words(Stream<String> statuses) {
        return statuses.map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    }
}
