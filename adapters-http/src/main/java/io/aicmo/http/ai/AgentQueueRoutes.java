package io.aicmo.http.ai;

import io.aicmo.application.ai.AskAgent;
import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.ai.OrchestrateAgents;
import io.aicmo.application.ai.OrchestrateAgents.Question;
import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Violation;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Part;
import io.aicmo.http.Route;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queue in front of the agents: what the kernel is asked, for whoever can wait. */
public final class AgentQueueRoutes {
    private final OrchestrateAgents orchestrateAgents;
    private final Map<String, Part<? extends Record>> inputs = new LinkedHashMap<>();

    public AgentQueueRoutes(Hexagon hexagon) {
        AskAgent askAgent = new AskAgent(hexagon.transactions(), hexagon.records(), hexagon.clock());
        this.orchestrateAgents = new OrchestrateAgents(
                hexagon.modes(), askAgent, hexagon.transactions(), hexagon.jobs(), hexagon.ids(), hexagon.clock());
        hexagon.modes().forEach(mode -> inputs.put(mode.mode(), new Part<>("/input", mode.input())));
    }

    /**
     * A question to an agent.
     *
     * @param mode which agent
     * @param input what that agent's own function takes as {@code input}
     */
    record QueuedQuestion(
            @Size(max = 100) String mode,
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            Map<String, Object> input) {}

    /**
     * What agents are to be asked: one question, or {@code items} of several.
     *
     * @param priority how urgent it is among the tenant's jobs; if left out, what the agent says
     */
    record AgentQuestions(
            @Nullable @Size(max = 100) String mode,
            @Nullable WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            @Nullable Map<String, Object> input,
            @Nullable Priority priority,
            @Nullable @Size(min = 1, max = 100) List<QueuedQuestion> items) {

        private List<QueuedQuestion> all() {
            if (items == null) {
                return List.of(one());
            }
            if (mode != null || workspaceId != null || campaignId != null || input != null) {
                throw Rejected.field("items", "agents.one_or_many", "ask either one question or items");
            }
            return items;
        }

        private QueuedQuestion one() {
            if (mode == null || workspaceId == null || input == null) {
                List<Violation> missing = new ArrayList<>();
                require(missing, "mode", mode);
                require(missing, "workspace_id", workspaceId);
                require(missing, "input", input);
                throw Rejected.all(missing);
            }
            return new QueuedQuestion(mode, workspaceId, campaignId, input);
        }

        private static void require(List<Violation> missing, String field, @Nullable Object value) {
            if (value == null) {
                missing.add(new Violation("field.missing", field + " is missing", field));
            }
        }
    }

    /**
     * The jobs that will ask.
     *
     * @param jobId the first one
     * @param jobIds one for each question, in their order; the same for questions that are the same
     */
    record AgentJobs(JobId jobId, List<JobId> jobIds) {}

    /** The routes; none where there is no agent to ask. */
    public List<Route> routes() {
        if (inputs.isEmpty()) {
            return List.of();
        }
        return List.of(Route.post("/functions/v1/orchestrate-agents")
                .may(Permission.MARKETING_WRITE)
                .asFunction("async", "Asks agents when it is their turn, within the tenant's budget.")
                .takes(AgentQuestions.class)
                .answers(202, AgentJobs.class)
                .by(this::ask));
    }

    private Answer ask(Call call, AgentQuestions body) {
        List<QueuedQuestion> items = body.all();
        List<Question> questions = new ArrayList<>(items.size());
        for (QueuedQuestion item : items) {
            questions.add(question(item, body.items == null ? "" : "items/" + questions.size()));
        }
        List<JobId> jobs = orchestrateAgents.request(call.actor(), questions, body.priority, call.requestId());
        return Answer.of(202, new AgentJobs(jobs.get(0), jobs)).header("Location", "/v1/jobs/" + jobs.get(0));
    }

    private Question question(QueuedQuestion item, String place) {
        Part<? extends Record> input;
        try {
            input = KernelMode.named(inputs, item.mode);
        } catch (Rejected unknown) {
            throw place.isEmpty() ? unknown : unknown.within(place);
        }
        Record read = input.read(item.input, place.isEmpty() ? "" : "/" + place);
        return new Question(item.mode, item.workspaceId, item.campaignId, read, place);
    }
}
