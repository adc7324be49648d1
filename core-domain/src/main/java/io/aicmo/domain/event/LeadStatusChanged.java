package io.aicmo.domain.event;

import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A lead's status changed.
 *
 * @param from the status before
 * @param to the status now
 * @param activityId the activity that moved it, or null where it was changed directly
 */
public record LeadStatusChanged(
        LeadId leadId,
        ContactId contactId,
        WorkspaceId workspaceId,
        @Nullable CampaignId campaignId,
        String from,
        String to,
        @Nullable ActivityId activityId) {}
