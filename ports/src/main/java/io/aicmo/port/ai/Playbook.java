package io.aicmo.port.ai;

/**
 * Answers in an agent's place from rules and templates, with nothing but what the agent is told: no store, no clock, no
 * chance. The same input gets the same answer.
 *
 * @param <I> what the agent is told
 * @param <O> what it answers
 */
public interface Playbook<I extends Record, O extends Record> {
    /** Whose place it takes. */
    Agent<I, O> agent();

    /** The answer: good enough to launch from, in the tenant's own words. */
    O answer(I input);
}
