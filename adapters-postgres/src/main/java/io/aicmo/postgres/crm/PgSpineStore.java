package io.aicmo.postgres.crm;

import com.zaxxer.hikari.HikariDataSource;
import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineOutcome.Attribution;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.postgres.sql.Failures;
import io.aicmo.postgres.sql.PgTx;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The spine in PostgreSQL. Decisions of many callers are committed in groups; see {@link SpineWriter}. Several of these,
 * on several nodes, may share a database.
 */
public final class PgSpineStore implements SpineStore, AutoCloseable {
    private final SpineBatch asCaller = SpineBatch.asCaller();
    private final HikariDataSource connections;
    private final SpineWriter writer;

    /**
     * Starts the writers.
     *
     * @param connections for the writers alone, as many as there are, in autocommit, of a login that may act as the role;
     *     closed with the store
     * @param role the role that writes events of any tenant, a plain identifier
     * @param bell is rung after a commit for whom something new was recorded
     */
    PgSpineStore(HikariDataSource connections, String role, SpineLimits limits, Consumer<TenantId> bell) {
        this.connections = connections;
        this.writer = new SpineWriter(connections, SpineBatch.asWriter(role), limits, bell);
    }

    @Override
    public List<SpineOutcome> apply(List<SpineDecision> decisions) {
        return writer.apply(decisions);
    }

    @Override
    public boolean isBusy() {
        return writer.isBusy();
    }

    @Override
    public List<SpineOutcome> apply(Tx tx, List<SpineDecision> decisions) {
        if (decisions.stream().anyMatch(decision -> !decision.tenantId().equals(tx.tenant()))) {
            throw new IllegalArgumentException("a decision is another tenant's");
        }
        if (decisions.isEmpty()) {
            return List.of();
        }
        PgTx.session(tx).tells();
        try {
            return asCaller.apply(PgTx.session(tx).connection(), decisions, false, () -> {});
        } catch (SQLException e) {
            throw Failures.translate(e);
        }
    }

    @Override
    public Optional<Attribution> find(Tx tx, String channel, String provider, String providerEventId) {
        return KnownEvents.find(tx, channel, provider, providerEventId);
    }

    @Override
    public Page<Activity> timeline(Tx tx, LeadId lead, @Nullable Position after, int limit) {
        return SpineReads.timeline(tx, lead, after, limit);
    }

    @Override
    public Page<Activity> timeline(Tx tx, ContactId contact, @Nullable Position after, int limit) {
        return SpineReads.timeline(tx, contact, after, limit);
    }

    @Override
    public List<DailyStats> dailyStats(Tx tx, CampaignId campaign, LocalDate from, LocalDate to) {
        return SpineReads.dailyStats(tx, campaign, from, to);
    }

    @Override
    public Rebuilt rebuildStats(Tx tx, CampaignId campaign) {
        return StatsRebuild.rebuild(tx, campaign);
    }

    @Override
    public List<IntegrityRule> integrity(Tx tx) {
        return IntegrityReport.of(tx);
    }

    /** How many decisions wait to be written now. */
    public int queued() {
        return writer.queued();
    }

    /** How many decisions the writers have applied since the start, those that were known or refused included. */
    public long events() {
        return writer.events();
    }

    /** How many commits that took. */
    public long commits() {
        return writer.commits();
    }

    /** Writes what was accepted, and accepts no more; reads go on. */
    @Override
    public void close() {
        writer.close();
        connections.close();
    }
}
