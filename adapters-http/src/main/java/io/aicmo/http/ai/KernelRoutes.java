package io.aicmo.http.ai;

import io.aicmo.application.ai.AskAgent;
import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.ai.KernelMode.Ask;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ConversationId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Part;
import io.aicmo.http.Route;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Listener;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The kernel, which takes any agent's mode, and each agent's own function. Derived from the declared modes. */
public final class KernelRoutes {
    private static final String KERNEL = "/functions/v1/cmo-kernel";
    private static final String KERNEL_PURPOSE = "Asks the agent of a mode.";

    private final AskAgent askAgent;
    private final Map<String, Mode<?, ?>> modes = new LinkedHashMap<>();

    public KernelRoutes(Hexagon hexagon) {
        this.askAgent = new AskAgent(hexagon.transactions(), hexagon.records(), hexagon.clock());
        hexagon.modes().forEach(mode -> modes.put(mode.mode(), new Mode<>(mode)));
    }

    /**
     * What the kernel is asked.
     *
     * @param mode which agent
     * @param input what that agent's own function takes as {@code input}
     */
    record KernelRequest(
            @Size(max = 100) String mode,
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            @Nullable ConversationId conversationId,
            Map<String, Object> input) {}

    /** What an agent is asked by its own function. */
    record AgentInput<Q extends Record>(
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            @Nullable ConversationId conversationId,
            Q input) {}

    /**
     * What an agent answered.
     *
     * @param model the model that did, or {@code offline-playbook}
     */
    record AgentOutput<A>(String mode, String agent, String model, AgentRunId runId, A output) {
        static <A extends Record> AgentOutput<A> of(AgentAnswer<A> answer) {
            return new AgentOutput<>(answer.mode(), answer.agent(), answer.model(), answer.runId(), answer.output());
        }
    }

    /** The routes; none where there is no mode. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        if (!modes.isEmpty()) {
            routes.add(Route.post(KERNEL)
                    .may(Permission.MARKETING_WRITE)
                    .asFunction("sync, stream", KERNEL_PURPOSE)
                    .callsOut()
                    .takes(KernelRequest.class)
                    .answers(200, AgentOutput.class, JsonNode.class)
                    .byStreaming(this::ask));
        }
        modes.values().forEach(mode -> mode.addOwnFunction(routes));
        return routes;
    }

    private Answer ask(Call call, KernelRequest request, Listener listener) {
        return KernelMode.named(modes, request.mode()).ask(call, request, listener);
    }

    /** A declared mode, with the reader of its input. */
    private final class Mode<Q extends Record, A extends Record> {
        private final KernelMode<Q, A> declared;
        private final Part<Q> input;

        Mode(KernelMode<Q, A> declared) {
            this.declared = declared;
            this.input = new Part<>("/input", declared.input());
        }

        void addOwnFunction(List<Route> routes) {
            Agent<?, ?> agent = declared.agent();
            String function = agent.function();
            if (function == null) {
                return;
            }
            Route.Draft<AgentInput<Q>> draft = Route.post("/functions/v1/" + function)
                    .may(Permission.MARKETING_WRITE)
                    .asFunction(agent.streams() ? "sync, stream" : "sync", agent.purpose())
                    .callsOut()
                    .answers(200, AgentOutput.class, declared.output())
                    .takes(AgentInput.class, declared.input());
            routes.add(
                    agent.streams()
                            ? draft.byStreaming(this::answer)
                            : draft.by((call, body) -> answer(call, body, Listener.waiting(Listener.PATIENCE))));
        }

        Answer ask(Call call, KernelRequest request, Listener listener) {
            Q read = input.read(request.input());
            return answer(
                    call,
                    new AgentInput<>(request.workspaceId(), request.campaignId(), request.conversationId(), read),
                    listener);
        }

        private Answer answer(Call call, AgentInput<Q> body, Listener listener) {
            Ask<Q> ask = new Ask<>(
                    body.workspaceId(), body.campaignId(), body.conversationId(), body.input(), call.requestId());
            return Answer.ok(AgentOutput.of(askAgent.handle(call.actor(), declared, ask, listener)));
        }
    }
}
