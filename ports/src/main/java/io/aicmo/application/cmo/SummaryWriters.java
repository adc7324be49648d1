package io.aicmo.application.cmo;

import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.SummaryInput;
import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.SummaryPlaybook;
import io.aicmo.domain.cmo.draft.SummaryWording;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AgentRequest;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.cmo.SummaryWriter;

/** Who puts a week's figures into words. */
public final class SummaryWriters {
    private SummaryWriters() {}

    /** Words by rules alone. */
    public static SummaryWriter playbook() {
        return (actor, subject, review) -> new SummaryWriter.Written(
                SummaryPlaybook.of(review),
                new Generation(
                        CmoAgents.WEEKLY_SUMMARY.name(),
                        CmoAgents.WEEKLY_SUMMARY.promptVersion(),
                        AgentRun.OFFLINE_PLAYBOOK,
                        null,
                        null));
    }

    /** Words by the agent that is declared for it. */
    public static SummaryWriter agent(Agents agents) {
        return (actor, subject, review) -> {
            AgentAnswer<SummaryWording> answer = agents.run(
                    actor,
                    new AgentRequest<>(
                            CmoAgents.WEEKLY_SUMMARY,
                            SummaryInput.of(subject.name(), review),
                            subject.workspaceId(),
                            null,
                            subject.requestId()),
                    Listener.waiting(Listener.PATIENCE));
            return new SummaryWriter.Written(answer.output(), Generations.of(answer));
        };
    }
}
