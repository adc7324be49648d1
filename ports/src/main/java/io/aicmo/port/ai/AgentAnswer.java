package io.aicmo.port.ai;

import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.shared.AgentRunId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an agent answered; it obeys the rules of its record, and the run is written down.
 *
 * @param agent the agent's name
 * @param mode the agent's mode
 * @param model the model that answered, or {@link AgentRun#OFFLINE_PLAYBOOK}
 * @param runId the run in which it did
 * @param promptVersion the version of the prompt that it worked by
 * @param tokens what was counted, all tries together; null where the provider did not say
 * @param costUsd what it cost in US dollars, all tries together; null where that is not known
 */
public record AgentAnswer<O extends Record>(
        String agent,
        String mode,
        String model,
        AgentRunId runId,
        O output,
        String promptVersion,
        @Nullable TokenCount tokens,
        @Nullable BigDecimal costUsd) {

    /** The same answer with something else in it, for example with what was stored because of it. */
    public <T extends Record> AgentAnswer<T> with(T other) {
        return new AgentAnswer<>(agent, mode, model, runId, other, promptVersion, tokens, costUsd);
    }

    /** Whether a playbook answered, not a model. */
    public boolean isOffline() {
        return model.equals(AgentRun.OFFLINE_PLAYBOOK);
    }
}
