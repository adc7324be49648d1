package io.aicmo.application.cmo;

import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentRunStore;
import org.jspecify.annotations.Nullable;

/** Looks up the run that drafted what somebody keeps now, so that it says how it was made. */
final class DraftRuns {
    private final AgentRunStore runs;

    DraftRuns(AgentRunStore runs) {
        this.runs = runs;
    }

    /**
     * How a draft was made, as the log of runs knows it; null where no run is named.
     *
     * @throws Rejected {@code agent_run.unknown}, {@code agent_run.in_other_workspace}
     */
    @Nullable
    Generation generation(Tx tx, WorkspaceId workspace, @Nullable AgentRunId id) {
        if (id == null) {
            return null;
        }
        AgentRun run = runs.find(tx, id)
                .orElseThrow(() -> Rejected.field("run_id", "agent_run.unknown", "there is no run " + id));
        if (!run.workspaceId().equals(workspace)) {
            throw Rejected.field(
                    "run_id", "agent_run.in_other_workspace", "the run " + id + " was for another workspace");
        }
        return new Generation(run.agent(), run.promptVersion(), run.model(), Generations.cost(run.costUsd()), run.id());
    }
}
