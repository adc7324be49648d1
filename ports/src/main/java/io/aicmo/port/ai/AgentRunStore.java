package io.aicmo.port.ai;

import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.ai.AgentRun.Status;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.Tx;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The log of the agents' runs: a run that has ended stays as it is. */
public interface AgentRunStore {

    /**
     * Which runs are wanted; whatever is null does not matter.
     *
     * @param workspaces the workspaces that they may be of; empty for any
     * @param since those that began then or later
     * @param until those that began before then
     */
    record Filter(
            @Nullable String agent,
            @Nullable String mode,
            @Nullable String model,
            @Nullable Status status,
            @Nullable WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            @Nullable String requestId,
            @Nullable Instant since,
            @Nullable Instant until,
            Set<WorkspaceId> workspaces) {
        /** Every run. */
        public static final Filter ANY = new Filter(null, null, null, null, null, null, null, null, null, Set.of());

        public Filter {
            workspaces = Set.copyOf(workspaces);
        }
    }

    /**
     * Notes that a run is under way, so that it comes to an end even if its process does not live to write one. Returns
     * at once and never fails. A run that lasts longer than a moment is soon found as running; if its process dies after
     * that, it is ended as interrupted by {@link #endInterrupted} of any other. Of a run that is kept, or whose process
     * dies, within that moment nothing is to be seen before {@link #keep}.
     *
     * @param tenant whose run it is; from a verified credential
     * @param run the run as it is while it is running; asked for on another thread, if it lasts longer than a moment
     */
    void begin(TenantId tenant, AgentRunId id, Supplier<AgentRun> run);

    /**
     * Ends the runs that nobody has been seen to run for a while.
     *
     * @return how many
     * @throws io.aicmo.port.Unavailable if the store is away
     */
    int endInterrupted();

    /**
     * Writes down how a run ended: it is durable when this returns. In a transaction of its own, which it shares with the runs of
     * other callers and tenants, so that a run does not cost a commit. A run that is known to have ended stays as it was, unless it was only taken for
     * interrupted.
     *
     * @param tenant whose run it is; from a verified credential
     * @throws io.aicmo.domain.shared.Rejected {@code workspace.unknown}, {@code campaign.unknown}
     * @throws io.aicmo.port.Unavailable if too many runs are waiting to be written, or the store is away
     */
    void keep(TenantId tenant, AgentRun run);

    /** What the runs that began then or later have cost in US dollars, as far as that is known. */
    BigDecimal costUsd(Tx tx, Instant since);

    /** The run, or empty if there is none in the transaction's tenant. */
    Optional<AgentRun> find(Tx tx, AgentRunId id);

    /**
     * A part of the runs, those that began last first.
     *
     * @param after where to begin, or null for the start
     * @param limit how many at most, 1 to 200
     */
    Page<AgentRun> list(Tx tx, Filter filter, @Nullable Position after, int limit);
}
