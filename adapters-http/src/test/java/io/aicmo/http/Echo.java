package io.aicmo.http;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.domain.cmo.Conversation;
import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.ConversationId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AgentRequest;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.AiFailure;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.ai.Playbook;
import io.aicmo.port.inmemory.InMemory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An agent that repeats what it is told and keeps that as a conversation, or fails as it is told. */
final class Echo {
    static final Agent<Message, Said> AGENT = new Agent<>(
            "echo", "brand_intake", "cmo-brand-intake", "Repeats.", Priority.P1, "1", Message.class, Said.class, true);

    static final Playbook<Message, Said> PLAYBOOK = new Playbook<>() {
        @Override
        public Agent<Message, Said> agent() {
            return AGENT;
        }

        @Override
        public Said answer(Message input) {
            return new Said(input.message(), List.of(), null);
        }
    };

    /** Whether who listened to something endless has hung up. */
    static final CountDownLatch HUNG_UP = new CountDownLatch(1);

    private Echo() {}

    /** What it is told. */
    record Message(String message, @Nullable Integer times) {}

    /** What it says. */
    record Said(String text, List<String> more, @Nullable ConversationId conversationId) {}

    static KernelMode<Message, Said> mode(InMemory memory, Agents agents, Ids ids, InstantSource clock) {
        return new KernelMode<>(AGENT, Message.class, Said.class, (actor, ask, listener) -> {
            failIfTold(ask.input().message(), listener);
            AgentAnswer<Said> answer = run(agents, actor, ask, listener);
            Said said = answer.output();
            Conversation conversation = Conversation.begun(
                            new ConversationId(ids.next()), ask.workspaceId(), AGENT.name(), clock.instant())
                    .said(ask.input().message(), false, said.text(), null, clock.instant());
            memory.transactions()
                    .write(
                            actor,
                            tx -> memory.records().of(RecordTypes.CONVERSATIONS).insert(tx, conversation));
            return answer.with(new Said(said.text(), said.more(), conversation.id()));
        });
    }

    private static AgentAnswer<Said> run(Agents agents, Actor actor, KernelMode.Ask<Message> ask, Listener listener) {
        return agents.run(
                actor,
                new AgentRequest<>(AGENT, ask.input(), ask.workspaceId(), ask.campaignId(), ask.requestId()),
                listener);
    }

    private static void failIfTold(String message, Listener listener) {
        if (message.startsWith("late ")) {
            listener.hear("so far");
        }
        switch (message.replace("late ", "")) {
            case "budget" -> throw new AiFailure.OverBudget();
            case "rate" -> throw new AiFailure.RateLimited(Duration.ofMillis(16_500));
            case "upstream" -> throw new AiFailure.Upstream();
            case "time" -> throw new AiFailure.TimedOut();
            case "invalid" -> throw new AiFailure.InvalidAnswer(List.of("/text: is missing"));
            case "bug" -> throw new IllegalStateException("secret detail");
            case "slow" -> LockSupport.parkNanos(Duration.ofMillis(1_500).toNanos());
            case "endless" -> {
                try {
                    while (true) {
                        listener.hear("and on ");
                    }
                } catch (AiFailure.Cancelled hungUp) {
                    HUNG_UP.countDown();
                    throw hungUp;
                }
            }
            default -> {}
        }
    }
}
