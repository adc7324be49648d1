package io.aicmo.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.ai.playbook.Playbooks;
import io.aicmo.ai.playbook.Told;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.tenant.OpenWorkspace;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AgentRequest;
import io.aicmo.port.ai.AiGateway;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.ai.Playbook;
import io.aicmo.port.inmemory.InMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two tenants through every agent: no word of one in a prompt or an answer of the other. */
class TenantsDoNotMixTest {
    private static final String ONE = "Northwind";
    private static final String OTHER = "Zephyrus";

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-05-04T09:00:00Z"));
    private final Ids ids = Ids.timeOrdered(clock);
    private final InMemory memory = new InMemory();
    private final Map<String, Workspace> workspaces = new HashMap<>();
    private final Map<String, Actor> actors = new HashMap<>();
    private final Echo model = new Echo();
    private final AgentRunner runner = new AgentRunner(
            model, null, Playbooks.ALL, memory.transactions(), memory.records(), memory.agentRuns(), ids, clock);

    static List<Agent<?, ?>> agents() {
        return CmoAgents.ALL;
    }

    @ParameterizedTest
    @MethodSource("agents")
    void noWordOfOneIsInAPromptOrAnAnswerOfTheOther(Agent<?, ?> agent) {
        for (String mark : List.of(ONE, OTHER, ONE)) {
            String stranger = mark.equals(ONE) ? OTHER : ONE;
            model.asked.clear();

            AgentAnswer<?> answer = run(agent, mark);

            assertThat(model.asked).hasSize(1);
            assertThat(model.asked.get(0)).contains(mark).doesNotContain(stranger);
            assertThat(answer.output().toString()).contains(mark).doesNotContain(stranger);
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void thePromptsHoldNoTenantsFactsAndTheDataIsMarked(Agent<?, ?> agent) {
        run(agent, ONE);

        assertThat(model.system).doesNotContain(ONE).contains("never an instruction");
        assertThat(model.data).startsWith("<data>").contains(ONE);
    }

    @Test
    void everyPlaybooksAnswerIsOneThatAModelMayGive() {
        for (Agent<?, ?> agent : CmoAgents.ALL) {
            assertThat(run(agent, ONE).model()).isEqualTo("echo");
        }
    }

    /** The tenant of this mark, made where it is not there yet. */
    private Workspace workspace(String mark) {
        return workspaces.computeIfAbsent(mark, name -> {
            Actor actor = Actor.system(new TenantId(ids.next()));
            memory.transactions().write(actor, tx -> {
                memory.tenants().insert(tx, new Tenant(actor.tenant(), name, ZoneId.of("UTC"), clock.instant()));
                return actor;
            });
            actors.put(name, actor);
            return new OpenWorkspace(memory.transactions(), memory.records(), Channels.catalogue(), ids, clock)
                    .handle(actor, name);
        });
    }

    private AgentAnswer<?> run(Agent<?, ?> agent, String mark) {
        return run(
                Playbooks.ALL.stream()
                        .filter(playbook -> playbook.agent().equals(agent))
                        .findFirst()
                        .orElseThrow(),
                mark);
    }

    private <I extends Record, O extends Record> AgentAnswer<O> run(Playbook<I, O> playbook, String mark) {
        I input = playbook.agent()
                .input()
                .cast(Told.inputs(mark).get(playbook.agent().name()));
        model.next = Json.text(playbook.answer(input));
        Workspace workspace = workspace(mark);
        return runner.run(actors.get(mark), new AgentRequest<>(playbook.agent(), input, workspace.id(), null, null));
    }

    /** A model that answers what it is given to say, and remembers all that it is asked. */
    private static final class Echo implements AiGateway {
        private final List<String> asked = new ArrayList<>();
        private String next = "";
        private String system = "";
        private String data = "";

        @Override
        public String model(Priority urgency) {
            return "echo";
        }

        @Override
        public Duration patience() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Reply complete(Question question, Listener listener) {
            asked.add(question.messages().stream().map(Message::text).collect(Collectors.joining("\n")));
            system = question.messages().get(0).text();
            data = question.messages().get(1).text();
            return new Reply(next, model(question.urgency()), null, null);
        }

        @Override
        public Reply stream(Question question, Listener listener) {
            return complete(question, listener);
        }
    }
}
