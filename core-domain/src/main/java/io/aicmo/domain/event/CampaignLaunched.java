package io.aicmo.domain.event;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.WorkspaceId;

/**
 * A campaign that was planned became active.
 */
public record CampaignLaunched(CampaignId campaignId, WorkspaceId workspaceId, String name) {}
