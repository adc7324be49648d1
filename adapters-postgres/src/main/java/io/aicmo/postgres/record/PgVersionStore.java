package io.aicmo.postgres.record;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordVersion;
import io.aicmo.port.Tx;
import io.aicmo.port.VersionStore;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTx;
import io.aicmo.postgres.sql.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps versions in one table, each record as one JSON object. */
public final class PgVersionStore implements VersionStore {

    @Override
    public <I extends Id, R extends Record & Entity<I>> void keep(Tx tx, RecordType<I, R> type, List<R> records) {
        if (records.isEmpty()) {
            return;
        }
        Actor actor = tx.actor();
        PgTx.sql(tx, """
                        insert into record_versions
                            (tenant_id, noun, record_id, version, record, kept_at, actor_kind, actor_id)
                        select :tenant, :noun, v.id, v.version, v.record, v.kept_at, :actor_kind, cast(:actor_id as uuid)
                        from json_to_recordset(cast(:versions as json)) as v
                            (id uuid, version bigint, record jsonb, kept_at timestamptz)
                        on conflict do nothing
                        """)
                .bind("noun", type.noun())
                .bind("actor_kind", actor.kind())
                .bind("actor_id", actor.id())
                .bind(
                        "versions",
                        Json.text(records.stream().map(PgVersionStore::columns).toList()))
                .execute();
    }

    @Override
    public <I extends Id, R extends Record & Entity<I>> Optional<RecordVersion<R>> find(
            Tx tx, RecordType<I, R> type, I id, long version) {
        return PgTx.sql(tx, """
                        select version, record, kept_at, actor_kind, actor_id
                        from record_versions
                        where tenant_id = :tenant and noun = :noun and record_id = :id and version = :version
                        """)
                .bind("noun", type.noun())
                .bind("id", id)
                .bind("version", version)
                .find(row(type));
    }

    @Override
    public <I extends Id, R extends Record & Entity<I>> List<RecordVersion<R>> list(
            Tx tx, RecordType<I, R> type, I id, @Nullable Long before, int limit) {
        return PgTx.sql(tx, """
                        select version, record, kept_at, actor_kind, actor_id
                        from record_versions
                        where tenant_id = :tenant and noun = :noun and record_id = :id and version < :before
                        order by version desc
                        limit :limit
                        """)
                .bind("noun", type.noun())
                .bind("id", id)
                .bind("before", before == null ? Long.MAX_VALUE : before)
                .bind("limit", limit)
                .list(row(type));
    }

    private static Map<String, Object> columns(Entity<?> record) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("id", record.id());
        columns.put("version", record.version());
        columns.put("record", record);
        columns.put("kept_at", record.updatedAt());
        return columns;
    }

    private static <I extends Id, R extends Record & Entity<I>> Row<RecordVersion<R>> row(RecordType<I, R> type) {
        return row -> new RecordVersion<>(
                row.getLong("version"),
                type.type().cast(Json.read(Columns.text(row, "record"), type.type())),
                Columns.instant(row, "kept_at"),
                Actor.Kind.valueOf(Columns.text(row, "actor_kind").toUpperCase(Locale.ROOT)),
                Columns.uuidOrNull(row, "actor_id"));
    }
}
