package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * How an agent made something.
 *
 * @param agent which agent
 * @param promptVersion the version of the prompt that it was asked with
 * @param model the language model, or {@code offline-playbook}
 * @param cost what the call cost, or null where nobody said
 * @param runId the run in the log, or null where there is none
 */
public record Generation(
        String agent,
        String promptVersion,
        String model,
        @Nullable Money cost,
        @Nullable AgentRunId runId) {}
