package io.aicmo.domain.event;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.WorkspaceId;

/**
 * A piece of content was approved.
 */
public record AssetApproved(
        ContentAssetId assetId,
        CampaignId campaignId,
        WorkspaceId workspaceId,
        String kind,
        String channel,
        String title) {}
