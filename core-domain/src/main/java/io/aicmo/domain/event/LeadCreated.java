package io.aicmo.domain.event;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A person became a lead.
 *
 * @param source where the lead came from, or null where nobody said
 */
public record LeadCreated(
        LeadId leadId,
        ContactId contactId,
        WorkspaceId workspaceId,
        @Nullable CampaignId campaignId,
        String status,
        @Nullable String source) {}
