package io.aicmo.domain.event;

import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something happened with a person and stands on the timeline; the event's id is the activity's.
 *
 * @param leadId whose timeline it is on beside the person's, or null where the person is no lead
 */
public record ActivityRecorded(
        ActivityId activityId,
        String activityType,
        String channel,
        ContactId contactId,
        @Nullable LeadId leadId,
        CampaignId campaignId,
        WorkspaceId workspaceId,
        Instant occurredAt) {}
