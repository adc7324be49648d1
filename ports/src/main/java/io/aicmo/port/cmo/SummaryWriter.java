package io.aicmo.port.cmo;

import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.WeekReview;
import io.aicmo.domain.cmo.draft.SummaryWording;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import org.jspecify.annotations.Nullable;

/** Puts a week's figures into words. Nobody believes its numbers: whoever asks holds them against the figures. */
@FunctionalInterface
public interface SummaryWriter {
    /** Words, and how they were made. */
    record Written(SummaryWording wording, Generation generation) {}

    /**
     * Words a week; never called inside a transaction.
     *
     * @throws io.aicmo.port.ai.AiFailure if an AI was asked and there is no usable answer
     */
    Written write(Actor actor, Subject subject, WeekReview review);

    /**
     * Whose week it is.
     *
     * @param name the workspace's name
     * @param requestId the HTTP request in which it is asked, or null
     */
    record Subject(
            WorkspaceId workspaceId, String name, @Nullable String requestId) {}
}
