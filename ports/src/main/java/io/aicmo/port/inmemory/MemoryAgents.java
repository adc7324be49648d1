package io.aicmo.port.inmemory;

import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.ai.AgentRun.Status;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AgentRequest;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.ai.Playbook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs agents by their playbooks alone. */
final class MemoryAgents implements Agents {
    private final Map<Agent<?, ?>, Playbook<?, ?>> playbooks = new HashMap<>();
    private final AgentRunStore runs;
    private final Ids ids;
    private final InstantSource clock;

    MemoryAgents(List<Playbook<?, ?>> playbooks, AgentRunStore runs, Ids ids, InstantSource clock) {
        playbooks.forEach(playbook -> this.playbooks.put(playbook.agent(), playbook));
        this.runs = runs;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public <I extends Record, O extends Record> AgentAnswer<O> run(
            Actor actor, AgentRequest<I, O> request, Listener listener) {
        Instant start = clock.instant();
        AgentRunId id = new AgentRunId(ids.next());
        try {
            O output = playbook(request.agent()).answer(request.input());
            String text = JsonText.of(output);
            listener.hear(text);
            keep(actor, request, id, start, Status.SUCCEEDED, text, null);
            Agent<I, O> agent = request.agent();
            return new AgentAnswer<>(
                    agent.name(),
                    agent.mode(),
                    AgentRun.OFFLINE_PLAYBOOK,
                    id,
                    output,
                    agent.promptVersion(),
                    null,
                    null);
        } catch (RuntimeException failed) {
            Status status = listener.hasHungUp() ? Status.CANCELLED : Status.FAILED;
            keep(actor, request, id, start, status, null, String.valueOf(failed.getMessage()));
            throw failed;
        }
    }

    @SuppressWarnings("unchecked") // it was filed under its own agent
    private <I extends Record, O extends Record> Playbook<I, O> playbook(Agent<I, O> agent) {
        Playbook<?, ?> playbook = playbooks.get(agent);
        if (playbook == null) {
            throw new IllegalStateException("there is no playbook for " + agent);
        }
        return (Playbook<I, O>) playbook;
    }

    private void keep(
            Actor actor,
            AgentRequest<?, ?> request,
            AgentRunId id,
            Instant start,
            Status status,
            @Nullable String output,
            @Nullable String error) {
        Agent<?, ?> agent = request.agent();
        runs.keep(
                actor.tenant(),
                new AgentRun(
                                id,
                                request.workspaceId(),
                                request.campaignId(),
                                agent.name(),
                                agent.mode(),
                                agent.priority(),
                                agent.promptVersion(),
                                AgentRun.OFFLINE_PLAYBOOK,
                                JsonText.of(request.input()),
                                output,
                                null,
                                null,
                                null,
                                status,
                                error,
                                Duration.between(start, clock.instant()).toMillis(),
                                actor.kind().name().toLowerCase(Locale.ROOT),
                                actor.id(),
                                request.requestId(),
                                start)
                        .redacted());
    }
}
