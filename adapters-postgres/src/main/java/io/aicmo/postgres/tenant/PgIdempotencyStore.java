package io.aicmo.postgres.tenant;

import io.aicmo.domain.shared.Sealed;
import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.Tx;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.PgTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps answers in their table. A key is claimed by an advisory lock that ends with the transaction, so that a request
 * that broke off leaves nothing behind.
 */
final class PgIdempotencyStore implements IdempotencyStore {
    /** How many forgotten answers of the tenant one new answer takes away; more than come, so that they all go. */
    private static final int SWEEP = 20;

    /**
     * The lock comes first: whoever gets it after another transaction's end must see what that one kept, so the answer
     * is read by a statement that begins later.
     */
    @Override
    public Optional<Answer> claim(Tx tx, String credential, String key, Instant now) {
        boolean mine = PgTx.sql(tx, """
                        select pg_try_advisory_xact_lock(
                            hashtextextended(cast(:tenant as text) || ' ' || length(:credential) || ' ' || :credential || :key, 0))
                        """)
                .bind("credential", credential)
                .bind("key", key)
                .find(row -> row.getBoolean(1))
                .orElseThrow();
        if (!mine) {
            throw new StillRunning();
        }
        return PgTx.sql(tx, """
                        select request_hash, status, location, body from idempotency_keys
                        where tenant_id = :tenant and credential = :credential and key = :key and kept_at > :since
                        """)
                .bind("credential", credential)
                .bind("key", key)
                .bind("since", now.minus(RETENTION))
                .find(PgIdempotencyStore::answer);
    }

    @Override
    public void keep(Tx tx, String credential, String key, Answer answer, Instant now) {
        PgTx.sql(tx, """
                        with forgotten as (
                            delete from idempotency_keys
                            where tenant_id = :tenant and (credential, key) in (
                                select credential, key from idempotency_keys
                                where tenant_id = :tenant and kept_at <= :since
                                    and (credential, key) <> (:credential, :key)
                                order by kept_at limit :sweep
                                for update skip locked)
                        )
                        insert into idempotency_keys
                            (tenant_id, credential, key, request_hash, status, location, body, kept_at)
                        values (:tenant, :credential, :key, :request_hash, :status, :location, :body, :now)
                        on conflict (tenant_id, credential, key) do update set
                            request_hash = excluded.request_hash, status = excluded.status,
                            location = excluded.location, body = excluded.body, kept_at = excluded.kept_at
                        """)
                .bind("credential", credential)
                .bind("key", key)
                .bind("request_hash", answer.requestHash())
                .bind("status", answer.status())
                .bind("location", answer.location())
                .bind("body", answer.body().value())
                .bind("since", now.minus(RETENTION))
                .bind("sweep", SWEEP)
                .bind("now", now)
                .execute();
    }

    private static Answer answer(ResultSet row) throws SQLException {
        return new Answer(
                Columns.text(row, "request_hash"),
                row.getInt("status"),
                Columns.text(row, "location"),
                new Sealed(Columns.text(row, "body")));
    }
}
