package io.aicmo.port.inmemory;

import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.inmemory.ListOrder.Place;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the agents' runs in memory. */
final class MemoryAgentRunStore implements AgentRunStore {
    private final Database database;

    MemoryAgentRunStore(Database database) {
        this.database = database;
    }

    /** What is in memory ends with its process. */
    @Override
    public void begin(TenantId tenant, AgentRunId id, Supplier<AgentRun> begun) {
        AgentRun run = begun.get();
        database.change(work -> {
            Rows<AgentRunId, AgentRun> runs = work.rows(database.runs, tenant);
            if (runs.get(id) == null && isOfKnown(work, tenant, run)) {
                runs.put(id, Micros.in(run));
            }
            return run;
        });
    }

    @Override
    public int endInterrupted() {
        return 0;
    }

    @Override
    public void keep(TenantId tenant, AgentRun run) {
        database.change(work -> {
            Rows<AgentRunId, AgentRun> runs = work.rows(database.runs, tenant);
            AgentRun before = runs.get(run.id());
            if (before != null && before.hasEnded()) {
                return run;
            }
            requireKnown(work, tenant, RecordTypes.WORKSPACES, "workspace_id", run.workspaceId());
            requireKnown(work, tenant, RecordTypes.CAMPAIGNS, "campaign_id", run.campaignId());
            runs.put(run.id(), Micros.in(run));
            return run;
        });
    }

    @Override
    public BigDecimal costUsd(Tx tx, Instant since) {
        return MemoryTx.of(tx).rows(database.runs).all().stream()
                .filter(run -> !run.startedAt().isBefore(since))
                .flatMap(run -> Stream.ofNullable(run.costUsd()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public Optional<AgentRun> find(Tx tx, AgentRunId id) {
        return Optional.ofNullable(MemoryTx.of(tx).rows(database.runs).get(id));
    }

    @Override
    public Page<AgentRun> list(Tx tx, Filter filter, @Nullable Position after, int limit) {
        return Paging.page(
                MemoryTx.of(tx).rows(database.runs).all().stream().filter(run -> isWanted(run, filter)),
                run -> new Place(run.startedAt(), run.id().value()),
                after == null ? null : Place.of(after, Instant.class),
                true,
                limit);
    }

    private void requireKnown(Work work, TenantId tenant, RecordType<?, ?> type, String field, @Nullable Object id) {
        if (!isKnown(work, tenant, type, id)) {
            throw Rejected.field(field, type.noun() + ".unknown", "there is no " + type.noun() + " " + id);
        }
    }

    private boolean isOfKnown(Work work, TenantId tenant, AgentRun run) {
        return isKnown(work, tenant, RecordTypes.WORKSPACES, run.workspaceId())
                && isKnown(work, tenant, RecordTypes.CAMPAIGNS, run.campaignId());
    }

    private boolean isKnown(Work work, TenantId tenant, RecordType<?, ?> type, @Nullable Object id) {
        return id == null || work.rows(database.records(type), tenant).get(id) != null;
    }

    private static boolean isWanted(AgentRun run, Filter filter) {
        return is(filter.agent(), run.agent())
                && is(filter.mode(), run.mode())
                && is(filter.model(), run.model())
                && is(filter.status(), run.status())
                && is(filter.workspaceId(), run.workspaceId())
                && is(filter.campaignId(), run.campaignId())
                && is(filter.requestId(), run.requestId())
                && (filter.since() == null || !run.startedAt().isBefore(filter.since()))
                && (filter.until() == null || run.startedAt().isBefore(filter.until()))
                && (filter.workspaces().isEmpty() || filter.workspaces().contains(run.workspaceId()));
    }

    private static boolean is(@Nullable Object wanted, @Nullable Object there) {
        return wanted == null || wanted.equals(there);
    }
}
