package io.aicmo.port.ai;

import io.aicmo.port.Actor;

/**
 * Runs agents. Each run is written down with an end before its answer is returned or its failure thrown, whatever
 * happens; nothing else is stored. Never called inside a transaction: a run may take minutes.
 *
 * <p>With an AI configured, the model is asked; an answer that breaks a rule gets one try to be repaired, in which the
 * faults are quoted. Without one, the agent's {@link Playbook} answers. Where the workspace allows it ({@link
 * io.aicmo.domain.tenant.Workspace}), the playbook also answers in place of a model that failed.
 */
public interface Agents {
    /**
     * Runs an agent.
     *
     * @param actor who asks; the tenant whose facts are in the input
     * @throws AiFailure if there is no usable answer
     * @throws IllegalStateException if neither a model nor a playbook is there for it
     */
    default <I extends Record, O extends Record> AgentAnswer<O> run(Actor actor, AgentRequest<I, O> request) {
        return run(actor, request, Listener.silent());
    }

    /**
     * Runs an agent for somebody who listens while it answers.
     *
     * @throws AiFailure if there is no usable answer; {@link AiFailure.Cancelled} if the listener hung up
     * @throws IllegalStateException if neither a model nor a playbook is there for it
     */
    <I extends Record, O extends Record> AgentAnswer<O> run(Actor actor, AgentRequest<I, O> request, Listener listener);
}
