package io.aicmo.postgres.cmo;

import io.aicmo.domain.cmo.MetricsSnapshot;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.Unavailable;
import io.aicmo.port.cmo.PerformanceStore.Kept;
import io.aicmo.port.cmo.PerformanceStore.Outcome;
import io.aicmo.postgres.record.RecordRow;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps snapshots by what they are of. Many go in one statement; those of one campaign, channel, day and source go one after the
 * other, in their order.
 */
final class SnapshotUpsert {
    private static final RecordRow<MetricsSnapshot> ROW = RecordRow.of(RecordTypes.METRICS_SNAPSHOTS);
    private static final String STATEMENT =
            """
            with given as (
                select g.* from json_to_recordset(cast(:snapshots as json)) as g (
                    id uuid, workspace_id uuid, campaign_id uuid, channel text, day date, source text,
                    impressions bigint, clicks bigint, leads bigint, customers bigint,
                    spend numeric, revenue numeric, currency text,
                    created_at timestamptz, updated_at timestamptz, version bigint, deleted_at timestamptz)
            ),
            kept as (
                insert into cmo_metrics_snapshots as s (tenant_id, %1$s)
                select :tenant, %1$s from given
                -- Whoever keeps the same waits for us, and not we for them as well.
                order by campaign_id, day, channel collate "C", source collate "C"
                on conflict (tenant_id, campaign_id, day, channel, source) where deleted_at is null
                do update set impressions = excluded.impressions, clicks = excluded.clicks, leads = excluded.leads,
                    customers = excluded.customers, spend = excluded.spend, revenue = excluded.revenue,
                    currency = excluded.currency, updated_at = excluded.updated_at, version = s.version + 1
                where (s.impressions, s.clicks, s.leads, s.customers, s.spend, s.revenue, s.currency) is distinct from
                    (excluded.impressions, excluded.clicks, excluded.leads, excluded.customers, excluded.spend,
                        excluded.revenue, excluded.currency)
                -- What was inserted has never been locked or replaced.
                returning %2$s, case when s.xmax = 0 then 'created' else 'replaced' end as outcome
            )
            select kept.* from kept
            union all
            select %2$s, 'unchanged'
            from cmo_metrics_snapshots s
                join given g on g.campaign_id = s.campaign_id and g.day = s.day and g.channel = s.channel
                    and g.source = s.source
            where s.tenant_id = :tenant and s.deleted_at is null and not exists (select from kept k where k.id = s.id)
            """.formatted(ROW.columns(), "s." + ROW.columns().replace(", ", ", s."));
    /** What another transaction kept after our statement began is seen by the next one. */
    private static final int TRIES = 3;

    List<Kept> apply(Tx tx, List<MetricsSnapshot> snapshots) {
        @Nullable Kept[] kept = new @Nullable Kept[snapshots.size()];
        List<Map<MetricsSnapshot.Key, Integer>> rounds = rounds(snapshots);
        for (Map<MetricsSnapshot.Key, Integer> round : rounds) {
            Map<MetricsSnapshot.Key, Integer> open = new LinkedHashMap<>(round);
            for (int i = 0; i < TRIES && !open.isEmpty(); i++) {
                List<MetricsSnapshot> given =
                        open.values().stream().map(snapshots::get).toList();
                for (Kept one : run(tx, given)) {
                    Integer place = open.remove(one.snapshot().key());
                    if (place != null) {
                        kept[place] = one;
                    }
                }
            }
        }
        List<Kept> all = new ArrayList<>(kept.length);
        for (Kept one : kept) {
            if (one == null) {
                throw new Unavailable("the same figures are being recorded elsewhere", Duration.ofSeconds(1));
            }
            all.add(one);
        }
        return all;
    }

    /** The places of the snapshots, parted so that each round holds one of each key. */
    private static List<Map<MetricsSnapshot.Key, Integer>> rounds(List<MetricsSnapshot> snapshots) {
        List<Map<MetricsSnapshot.Key, Integer>> rounds = new ArrayList<>();
        Map<MetricsSnapshot.Key, Integer> seen = new HashMap<>();
        for (int i = 0; i < snapshots.size(); i++) {
            MetricsSnapshot.Key key = snapshots.get(i).key();
            int round = seen.merge(key, 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new LinkedHashMap<>());
            }
            rounds.get(round).put(key, i);
        }
        return rounds;
    }

    private static List<Kept> run(Tx tx, List<MetricsSnapshot> given) {
        return PgTx.sql(tx, STATEMENT)
                .bind("snapshots", Json.text(given))
                .list(row -> new Kept(
                        ROW.map(row),
                        Outcome.valueOf(Columns.text(row, "outcome").toUpperCase(Locale.ROOT))));
    }
}
