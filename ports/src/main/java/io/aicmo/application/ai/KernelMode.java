package io.aicmo.application.ai;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ConversationId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AgentRequest;
import io.aicmo.port.ai.Listener;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent as callers reach it: under its mode through the kernel, and by its own function where it has one. Routing,
 * validation, the functions' list and the OpenAPI document read the declaration.
 *
 * @param <Q> what callers ask
 * @param <A> what they are answered
 * @param agent who does the work
 * @param input the record of the caller's {@code input}: what the agent cannot know from the tenant's own records
 * @param output the record of the {@code output} that callers get: the agent's own, or what the use made of it
 * @param use carries it out
 */
public record KernelMode<Q extends Record, A extends Record>(
        Agent<?, ?> agent, Class<Q> input, Class<A> output, Use<Q, A> use) {

    /** The kernel's word for it. */
    public String mode() {
        return agent.mode();
    }

    /**
     * What goes by the name of a mode.
     *
     * @throws Rejected {@code mode.unknown}, with the names that there are
     */
    public static <M> M named(Map<String, M> modes, String name) {
        M mode = modes.get(name);
        if (mode == null) {
            throw Rejected.field(
                    "mode",
                    "mode.unknown",
                    "there is no mode " + name + "; there are " + String.join(", ", modes.keySet()));
        }
        return mode;
    }

    /** Whether it is a to and fro with a person, of which something is kept, and not one question and its answer. */
    public boolean isConversation() {
        return !output.equals(agent.output());
    }

    /**
     * What a caller asks. Workspace, campaign and conversation are theirs to name; {@link AskAgent} has checked that the
     * workspace and the campaign are there, belong together, and may be entered by the actor.
     *
     * @param conversationId the conversation that this is a turn of, or null
     * @param requestId the HTTP request, or null
     */
    public record Ask<Q extends Record>(
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            @Nullable ConversationId conversationId,
            Q input,
            @Nullable String requestId) {
        /** What an agent is asked because of it. */
        public <I extends Record, O extends Record> AgentRequest<I, O> to(Agent<I, O> agent, I told) {
            return new AgentRequest<>(agent, told, workspaceId, campaignId, requestId);
        }
    }

    /** What asking an agent means: gather the tenant's facts, run it, keep what is to be kept. */
    @FunctionalInterface
    public interface Use<Q extends Record, A extends Record> {
        /**
         * Answers. It opens its transactions itself, none of them around the agent's run.
         *
         * @throws io.aicmo.domain.shared.Rejected if the agent cannot work with what there is
         * @throws io.aicmo.port.NotFound if a record that the input names does not exist
         * @throws io.aicmo.port.ai.AiFailure if there is no usable answer
         */
        AgentAnswer<A> answer(Actor actor, Ask<Q> ask, Listener listener);
    }
}
