package io.aicmo.http.ai;

import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Cursors;
import io.aicmo.http.Hexagon;
import io.aicmo.http.ListOf;
import io.aicmo.http.Listing;
import io.aicmo.http.Parameter;
import io.aicmo.http.Route;
import io.aicmo.port.ListQuery;
import io.aicmo.port.NotFound;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.ai.AgentRunStore.Filter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log of the agents' runs, for admins. */
public final class AgentRunRoutes {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAX_NAME = 200;
    private static final Parameter<String> AGENT = Parameter.text("agent", MAX_NAME, "Only runs of this agent.");
    private static final Parameter<String> MODE = Parameter.text("mode", MAX_NAME, "Only runs under this mode.");
    private static final Parameter<String> MODEL = Parameter.text("model", MAX_NAME, "Only runs of this model.");
    private static final Parameter<AgentRun.Status> STATUS =
            Parameter.word("status", AgentRun.Status.class, "Only runs that ended like this.");
    private static final Parameter<WorkspaceId> WORKSPACE =
            Parameter.id("workspace_id", WorkspaceId.class, "Only runs for this workspace.");
    private static final Parameter<CampaignId> CAMPAIGN =
            Parameter.id("campaign_id", CampaignId.class, "Only runs for this campaign.");
    private static final Parameter<String> REQUEST =
            Parameter.text("request_id", MAX_NAME, "Only runs of this HTTP request.");
    private static final Parameter<Instant> SINCE = Parameter.time("since", "Only runs that began then or later.");
    private static final Parameter<Instant> UNTIL = Parameter.time("until", "Only runs that began before then.");

    private final Hexagon hexagon;

    public AgentRunRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
    }

    /** A run of an agent. */
    record AgentRunView(
            AgentRunId id,
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            String agent,
            String mode,
            Priority priority,
            String promptVersion,
            String model,
            AgentRun.Status status,
            @Nullable String error,
            JsonNode input,
            @Nullable JsonNode output,
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,
            @Nullable BigDecimal costUsd,
            long durationMs,
            String actorKind,
            @Nullable UUID actorId,
            @Nullable String requestId,
            Instant startedAt) {
        static AgentRunView of(AgentRun run) {
            return new AgentRunView(
                    run.id(),
                    run.workspaceId(),
                    run.campaignId(),
                    run.agent(),
                    run.mode(),
                    run.priority(),
                    run.promptVersion(),
                    run.model(),
                    run.status(),
                    run.error(),
                    JSON.readTree(run.input()),
                    run.output() == null ? null : JSON.readTree(run.output()),
                    run.inputTokens(),
                    run.outputTokens(),
                    run.costUsd(),
                    run.durationMs(),
                    run.actorKind(),
                    run.actorId(),
                    run.requestId(),
                    run.startedAt());
        }
    }

    /** The routes; none where there is no agent to run. */
    public List<Route> routes() {
        if (hexagon.modes().isEmpty()) {
            return List.of();
        }
        return List.of(
                Route.get("/v1/agent-runs")
                        .may(Permission.SETTINGS_READ)
                        .says("Lists the agents' runs, those that began last first.")
                        .with(Listing.LIMIT, Listing.CURSOR)
                        .with(AGENT, MODE, MODEL, STATUS, WORKSPACE, CAMPAIGN, REQUEST, SINCE, UNTIL)
                        .answers(200, ListOf.class, AgentRunView.class)
                        .by(this::list),
                Route.get("/v1/agent-runs/{id}")
                        .may(Permission.SETTINGS_READ)
                        .says("Shows a run of an agent.")
                        .answers(200, AgentRunView.class)
                        .by(this::show));
    }

    private Answer list(Call call) {
        Filter filter = new Filter(
                call.query(AGENT),
                call.query(MODE),
                call.query(MODEL),
                call.query(STATUS),
                call.query(WORKSPACE),
                call.query(CAMPAIGN),
                call.query(REQUEST),
                call.query(SINCE),
                call.query(UNTIL),
                call.actor().workspaces());
        String name = "agent-runs" + filter;
        Position after = Cursors.read(call.query(Listing.CURSOR), name, Instant.class);
        int limit = call.query(Listing.LIMIT, ListQuery.DEFAULT_LIMIT);
        Page<AgentRun> page = hexagon.transactions()
                .read(call.actor(), tx -> hexagon.agentRuns().list(tx, filter, after, limit));
        List<AgentRunView> shown = page.data().stream().map(AgentRunView::of).toList();
        return Answer.ok(new ListOf<>(shown, Cursors.write(page.next(), name)));
    }

    private Answer show(Call call) {
        AgentRunId id = call.id(AgentRunId.class);
        AgentRun run = hexagon.transactions()
                .read(call.actor(), tx -> hexagon.agentRuns().find(tx, id))
                .orElseThrow(() -> new NotFound("agent_run", id));
        call.actor().checkWorkspace(run.workspaceId());
        return Answer.ok(AgentRunView.of(run));
    }
}
