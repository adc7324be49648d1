package io.aicmo.port.contract;

import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.port.Actor;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AgentRequest;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Agents that answer what they were given to say, and remember what they were told. */
final class ScriptedAgents implements Agents {
    private final Map<Agent<?, ?>, Function<Record, Record>> lines = new HashMap<>();
    private @Nullable BigDecimal cost;
    private final List<AgentRequest<?, ?>> asked = new ArrayList<>();

    <I extends Record, O extends Record> ScriptedAgents says(Agent<I, O> agent, Function<I, O> line) {
        lines.put(agent, input -> line.apply(agent.input().cast(input)));
        return this;
    }

    /** What each run costs, in dollars. */
    ScriptedAgents costing(String dollars) {
        cost = new BigDecimal(dollars);
        return this;
    }

    /** What they were told, the first first. */
    List<Record> told() {
        return asked.stream().<Record>map(AgentRequest::input).toList();
    }

    /** What they were asked, the first first. */
    List<AgentRequest<?, ?>> asked() {
        return asked;
    }

    @Override
    public <I extends Record, O extends Record> AgentAnswer<O> run(
            Actor actor, AgentRequest<I, O> request, Listener listener) {
        if (actor.transaction() != null) {
            throw new IllegalStateException("an agent is not run inside a transaction");
        }
        Agent<I, O> agent = request.agent();
        asked.add(request);
        O output = agent.output().cast(lines.get(agent).apply(request.input()));
        return new AgentAnswer<>(
                agent.name(), agent.mode(), "scripted", new AgentRunId(World.id()), output, "1", null, cost);
    }
}
