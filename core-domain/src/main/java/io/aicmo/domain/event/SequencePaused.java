package io.aicmo.domain.event;

import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.domain.shared.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A lead's run through a sequence was paused.
 *
 * @param reason the activity type that paused it, or {@code manual}
 * @param activityId the activity that paused it, or null where a person did
 */
public record SequencePaused(
        SequenceRunId runId,
        SequenceId sequenceId,
        LeadId leadId,
        ContactId contactId,
        @Nullable WorkspaceId workspaceId,
        String reason,
        @Nullable ActivityId activityId) {}
