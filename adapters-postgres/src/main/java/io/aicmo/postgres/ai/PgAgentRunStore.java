package io.aicmo.postgres.ai;

import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Failures;
import io.aicmo.postgres.sql.PgTransactions;
import io.aicmo.postgres.sql.PgTx;
import io.aicmo.postgres.sql.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps the agents' runs. Runs of many callers are committed in groups, as the role that adds to the log and no more. */
final class PgAgentRunStore implements AgentRunStore {
    private static final int WRITERS = 2;
    private static final int BATCH = 200;
    private static final int CAPACITY = 10_000;
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final PgTransactions transactions;
    private final GroupCommit<Kept> group = new GroupCommit<>(this::write, WRITERS, BATCH, CAPACITY);
    private final RunsUnderWay underWay;
    private final Duration lost;

    /** A run, and whose it is. */
    record Kept(TenantId tenant, AgentRun run) {}

    PgAgentRunStore(PgTransactions transactions) {
        this(transactions, Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    /**
     * @param moment runs that last longer are seen while they are under way
     * @param seen how often it is said that they still are
     * @param lost runs of which that was not said for so long are interrupted
     */
    PgAgentRunStore(PgTransactions transactions, Duration moment, Duration seen, Duration lost) {
        this.transactions = transactions;
        this.underWay = new RunsUnderWay(this::write, this::see, moment, seen);
        this.lost = lost;
    }

    @Override
    public void begin(TenantId tenant, AgentRunId id, Supplier<AgentRun> run) {
        underWay.begin(tenant, id, run);
    }

    @Override
    public void keep(TenantId tenant, AgentRun run) {
        try {
            group.write(new Kept(tenant, run));
        } catch (RuntimeException e) {
            throw Failures.brokenConstraint(e, FOREIGN_KEY_VIOLATION)
                    .<RuntimeException>map(constraint -> unknown(run, constraint))
                    .orElse(e);
        } finally {
            underWay.end(run.id());
        }
    }

    /** Says of runs that they are under way. Those that are just being ended are left alone. */
    private void see(Collection<Kept> runs) {
        transactions.across(
                transactions.roles().runs(),
                session -> session.sql("""
                update agent_runs r
                set seen_at = now()
                from (
                    select tenant_id, id from agent_runs
                    where (tenant_id, id) in (
                        select * from unnest(cast(:tenants as uuid[]), cast(:ids as uuid[]))) and status = 'running'
                    for update skip locked) s
                where r.tenant_id = s.tenant_id and r.id = s.id
                """)
                        .bind("tenants", runs.stream().map(Kept::tenant).toList())
                        .bind("ids", runs.stream().map(kept -> kept.run().id()).toList())
                        .execute());
    }

    @Override
    public int endInterrupted() {
        return transactions.across(
                transactions.roles().runs(),
                session -> session.sql("""
                update agent_runs r
                set status = 'interrupted', error = 'the server that ran it died',
                    duration_ms = greatest(0, cast(extract(epoch from r.seen_at - r.started_at) * 1000 as bigint))
                from (
                    select tenant_id, id from agent_runs
                    where status = 'running' and seen_at < now() - cast(:lost as bigint) * interval '1 millisecond'
                    for update skip locked) s
                where r.tenant_id = s.tenant_id and r.id = s.id
                """).bind("lost", lost.toMillis()).execute());
    }

    private static Rejected unknown(AgentRun run, String constraint) {
        return constraint.contains("campaign")
                ? Rejected.field("campaign_id", "campaign.unknown", "there is no campaign " + run.campaignId())
                : Rejected.field("workspace_id", "workspace.unknown", "there is no workspace " + run.workspaceId());
    }

    /** In one order, so that two who write the same runs at once do not wait for each other in a circle. */
    private void write(List<Kept> unordered) {
        List<Kept> runs = unordered.stream()
                .sorted(Comparator.comparing(kept -> kept.run().id().value()))
                .toList();
        Set<UUID> added = insert(runs);
        List<Kept> known = runs.stream()
                .filter(kept ->
                        kept.run().hasEnded() && !added.contains(kept.run().id().value()))
                .toList();
        if (!known.isEmpty()) {
            end(known);
        }
    }

    /** What is running, or was only taken for interrupted, has this end. */
    private void end(List<Kept> runs) {
        transactions.across(transactions.roles().runs(), session -> {
            Sql sql = session.sql("""
                    update agent_runs r
                    set model = e.model, output = e.output, input_tokens = e.input_tokens,
                        output_tokens = e.output_tokens, cost_usd = e.cost_usd, status = e.status, error = e.error,
                        duration_ms = e.duration_ms, seen_at = null
                    from unnest(
                        cast(:tenants as uuid[]), cast(:ids as uuid[]), cast(:models as text[]),
                        cast(:outputs as json[]), cast(:input_tokens as bigint[]), cast(:output_tokens as bigint[]),
                        cast(:costs as numeric[]), cast(:statuses as text[]), cast(:errors as text[]),
                        cast(:durations as bigint[]))
                        e (tenant_id, id, model, output, input_tokens, output_tokens, cost_usd, status, error,
                            duration_ms)
                    where r.tenant_id = e.tenant_id and r.id = e.id and r.status in ('running', 'interrupted')
                    """);
            bindEnd(sql, runs);
            return sql.execute();
        });
    }

    /** Adds those that are not known. */
    private Set<UUID> insert(List<Kept> runs) {
        return transactions.across(transactions.roles().runs(), session -> {
            Sql sql = session.sql("""
                    insert into agent_runs (tenant_id, id, workspace_id, campaign_id, agent, mode, priority,
                        prompt_version, model, input, output, input_tokens, output_tokens, cost_usd, status, error,
                        duration_ms, actor_kind, actor_id, request_id, started_at, seen_at)
                    select u.*, case when u.status = 'running' then now() end
                    from unnest(
                        cast(:tenants as uuid[]), cast(:ids as uuid[]), cast(:workspaces as uuid[]),
                        cast(:campaigns as uuid[]), cast(:agents as text[]), cast(:modes as text[]),
                        cast(:priorities as text[]), cast(:prompts as text[]), cast(:models as text[]),
                        cast(:inputs as json[]), cast(:outputs as json[]), cast(:input_tokens as bigint[]),
                        cast(:output_tokens as bigint[]), cast(:costs as numeric[]), cast(:statuses as text[]),
                        cast(:errors as text[]), cast(:durations as bigint[]), cast(:actor_kinds as text[]),
                        cast(:actor_ids as uuid[]), cast(:requests as text[]), cast(:starts as timestamptz[]))
                        u (tenant_id, id, workspace_id, campaign_id, agent, mode, priority, prompt_version, model,
                            input, output, input_tokens, output_tokens, cost_usd, status, error, duration_ms,
                            actor_kind, actor_id, request_id, started_at)
                    on conflict do nothing
                    returning id
                    """);
            bindEnd(sql, runs);
            bind(sql, "workspaces", runs, AgentRun::workspaceId);
            bind(sql, "campaigns", runs, AgentRun::campaignId);
            bind(sql, "agents", runs, AgentRun::agent);
            bind(sql, "modes", runs, AgentRun::mode);
            bind(sql, "priorities", runs, AgentRun::priority);
            bind(sql, "prompts", runs, AgentRun::promptVersion);
            bind(sql, "inputs", runs, AgentRun::input);
            bind(sql, "actor_kinds", runs, AgentRun::actorKind);
            bind(sql, "actor_ids", runs, AgentRun::actorId);
            bind(sql, "requests", runs, AgentRun::requestId);
            bind(sql, "starts", runs, AgentRun::startedAt);
            return Set.copyOf(sql.list(row -> Columns.uuid(row, "id")));
        });
    }

    /** Which runs, and what is known when they have ended. */
    private static void bindEnd(Sql sql, List<Kept> runs) {
        sql.bind("tenants", runs.stream().map(Kept::tenant).toList());
        bind(sql, "ids", runs, AgentRun::id);
        bind(sql, "models", runs, AgentRun::model);
        bind(sql, "outputs", runs, AgentRun::output);
        bind(sql, "input_tokens", runs, AgentRun::inputTokens);
        bind(sql, "output_tokens", runs, AgentRun::outputTokens);
        bind(sql, "costs", runs, AgentRun::costUsd);
        bind(sql, "statuses", runs, AgentRun::status);
        bind(sql, "errors", runs, AgentRun::error);
        bind(sql, "durations", runs, AgentRun::durationMs);
    }

    private static void bind(Sql sql, String name, List<Kept> runs, Function<AgentRun, @Nullable Object> column) {
        sql.bind(name, runs.stream().map(kept -> column.apply(kept.run())).toList());
    }

    @Override
    public BigDecimal costUsd(Tx tx, Instant since) {
        return PgTx.sql(tx, """
                select coalesce(sum(r.cost_usd), 0) as cost
                from agent_runs r
                where r.tenant_id = :tenant and r.started_at >= :since
                """)
                .bind("since", since)
                .find(row -> row.getBigDecimal("cost"))
                .orElse(BigDecimal.ZERO);
    }

    @Override
    public Optional<AgentRun> find(Tx tx, AgentRunId id) {
        return PgTx.sql(tx, select("r.id = :id")).bind("id", id).find(PgAgentRunStore::run);
    }

    @Override
    public Page<AgentRun> list(Tx tx, Filter filter, @Nullable Position after, int limit) {
        StringBuilder conditions = new StringBuilder("true");
        and(conditions, filter.agent(), "r.agent = :agent");
        and(conditions, filter.mode(), "r.mode = :mode");
        and(conditions, filter.model(), "r.model = :model");
        and(conditions, filter.status(), "r.status = :status");
        and(conditions, filter.workspaceId(), "r.workspace_id = :workspace");
        and(conditions, filter.campaignId(), "r.campaign_id = :campaign");
        and(conditions, filter.requestId(), "r.request_id = :request");
        and(conditions, filter.since(), "r.started_at >= :since");
        and(conditions, filter.until(), "r.started_at < :until");
        and(
                conditions,
                filter.workspaces().isEmpty() ? null : filter.workspaces(),
                "r.workspace_id = any(cast(:workspaces as uuid[]))");
        and(conditions, after, "(r.started_at, r.id) < (:after_time, :after_id)");
        Sql sql = PgTx.sql(tx, select(conditions) + "order by r.started_at desc, r.id desc limit :limit")
                .bind("agent", filter.agent())
                .bind("mode", filter.mode())
                .bind("model", filter.model())
                .bind("status", filter.status())
                .bind("workspace", filter.workspaceId())
                .bind("campaign", filter.campaignId())
                .bind("request", filter.requestId())
                .bind("since", filter.since())
                .bind("until", filter.until())
                .bind("workspaces", filter.workspaces())
                .bind("limit", limit + 1);
        if (after != null) {
            sql.bind("after_time", Instant.parse(Objects.requireNonNull(after.sortKey(), "no time")))
                    .bind("after_id", after.id());
        }
        return page(sql.list(PgAgentRunStore::run), limit);
    }

    private static void and(StringBuilder conditions, @Nullable Object wanted, String condition) {
        if (wanted != null) {
            conditions.append(" and ").append(condition);
        }
    }

    private static String select(CharSequence conditions) {
        return """
                select r.id, r.workspace_id, r.campaign_id, r.agent, r.mode, r.priority, r.prompt_version, r.model, r.input,
                    r.output, r.input_tokens, r.output_tokens, r.cost_usd, r.status, r.error, r.duration_ms, r.actor_kind,
                    r.actor_id, r.request_id, r.started_at
                from agent_runs r
                where r.tenant_id = :tenant and %s
                """.formatted(conditions);
    }

    private static Page<AgentRun> page(List<AgentRun> found, int limit) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        AgentRun last = found.get(limit - 1);
        return new Page<>(
                found.subList(0, limit),
                new Position(last.startedAt().toString(), last.id().value()));
    }

    private static AgentRun run(ResultSet row) throws SQLException {
        UUID campaign = Columns.uuidOrNull(row, "campaign_id");
        return new AgentRun(
                new AgentRunId(Columns.uuid(row, "id")),
                new WorkspaceId(Columns.uuid(row, "workspace_id")),
                campaign == null ? null : new CampaignId(campaign),
                Columns.text(row, "agent"),
                Columns.text(row, "mode"),
                Priority.valueOf(Columns.text(row, "priority").toUpperCase(Locale.ROOT)),
                Columns.text(row, "prompt_version"),
                Columns.text(row, "model"),
                Columns.text(row, "input"),
                row.getString("output"),
                row.getObject("input_tokens", Long.class),
                row.getObject("output_tokens", Long.class),
                row.getBigDecimal("cost_usd"),
                AgentRun.Status.valueOf(Columns.text(row, "status").toUpperCase(Locale.ROOT)),
                row.getString("error"),
                row.getLong("duration_ms"),
                Columns.text(row, "actor_kind"),
                Columns.uuidOrNull(row, "actor_id"),
                row.getString("request_id"),
                Columns.instant(row, "started_at"));
    }
}
