package io.aicmo.domain.ai;

import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.WorkspaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of an agent: under way, or as it ended. Once it has ended it is never changed. Credentials in texts are blotted
 * out before it is kept.
 *
 * @param agent the agent's name
 * @param mode the kernel mode under which it was asked
 * @param promptVersion the version of the prompt, or of the playbook's rules, that it worked by
 * @param model the model that answered, is asked, or was asked in vain; {@link #OFFLINE_PLAYBOOK} where a playbook did
 * @param input what the agent was told, a JSON object as text
 * @param output what it answered, a JSON object as text; null where nothing usable came
 * @param inputTokens tokens of the question, all tries together; null where the provider did not say
 * @param outputTokens tokens of the answer, likewise
 * @param costUsd what it cost in US dollars, all tries together; null where that is not known
 * @param error why it failed, or why the playbook had to answer in the model's place; else null
 * @param durationMs how long it took, in milliseconds; 0 while it is under way, and of an interrupted run as long as it
 *     was seen
 * @param actorKind what kind of actor asked, in lower case
 * @param actorId the user, key, token or source that asked; null for the system
 * @param requestId the HTTP request in which it was asked, or null where there was none
 * @param startedAt when it began
 */
public record AgentRun(
        AgentRunId id,
        WorkspaceId workspaceId,
        @Nullable CampaignId campaignId,
        String agent,
        String mode,
        Priority priority,
        String promptVersion,
        String model,
        String input,
        @Nullable String output,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable BigDecimal costUsd,
        Status status,
        @Nullable String error,
        long durationMs,
        String actorKind,
        @Nullable UUID actorId,
        @Nullable String requestId,
        Instant startedAt) {

    /** What stands in place of a model's name where a playbook answered. */
    public static final String OFFLINE_PLAYBOOK = "offline-playbook";

    /** Whether a run is under way, or how it ended. */
    public enum Status {
        /** It has not ended. */
        RUNNING,
        /** With an answer that obeys every rule. */
        SUCCEEDED,
        /** Without one. */
        FAILED,
        /** The caller hung up before it was there. */
        CANCELLED,
        /** The server that ran it died. */
        INTERRUPTED;

        /** The word in JSON and the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException if it succeeded without an output, or did not succeed without an error */
    public AgentRun {
        Objects.requireNonNull(id);
        Objects.requireNonNull(workspaceId);
        if (status == Status.SUCCEEDED && output == null) {
            throw new IllegalArgumentException("a run that succeeded has an output");
        }
        if (hasEnded(status) && status != Status.SUCCEEDED && error == null) {
            throw new IllegalArgumentException("a run that did not succeed says why");
        }
    }

    /** Whether it has ended, well or not. */
    public boolean hasEnded() {
        return hasEnded(status);
    }

    private static boolean hasEnded(Status status) {
        return status != Status.RUNNING;
    }

    /** The same run with credentials blotted out of its texts. */
    public AgentRun redacted() {
        return new AgentRun(
                id,
                workspaceId,
                campaignId,
                agent,
                mode,
                priority,
                promptVersion,
                model,
                Redaction.of(input),
                output == null ? null : Redaction.of(output),
                inputTokens,
                outputTokens,
                costUsd,
                status,
                error == null ? null : Redaction.of(error),
                durationMs,
                actorKind,
                actorId,
                requestId,
                startedAt);
    }
}
