package io.aicmo.application.crm;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the workspace that something new belongs to. */
final class Workspaces {
    private final Records records;

    Workspaces(Records records) {
        this.records = records;
    }

    /**
     * The campaign's workspace; without a campaign the one named; without either the tenant's oldest that the actor may
     * enter.
     *
     * @throws Rejected {@code campaign.unknown}, {@code campaign.in_other_workspace}, {@code workspace.unknown}
     * @throws io.aicmo.port.Forbidden if the actor may not enter it
     */
    WorkspaceId of(Tx tx, @Nullable CampaignId campaignId, @Nullable WorkspaceId named) {
        WorkspaceId workspace =
                campaignId != null ? ofCampaign(tx, campaignId, named) : named != null ? named : oldest(tx);
        tx.actor().checkWorkspace(workspace);
        return workspace;
    }

    private WorkspaceId ofCampaign(Tx tx, CampaignId campaignId, @Nullable WorkspaceId named) {
        Campaign campaign = records.of(RecordTypes.CAMPAIGNS)
                .find(tx, campaignId)
                .orElseThrow(
                        () -> Rejected.field("campaign_id", "campaign.unknown", "there is no campaign " + campaignId));
        if (named != null && !named.equals(campaign.workspaceId())) {
            throw Rejected.field(
                    "campaign_id",
                    "campaign.in_other_workspace",
                    "the campaign " + campaignId + " belongs to another workspace");
        }
        return campaign.workspaceId();
    }

    private WorkspaceId oldest(Tx tx) {
        ListQuery oldestFirst = new ListQuery(Map.of(), null, "createdAt", false, null, ListQuery.MAX_LIMIT);
        return records.of(RecordTypes.WORKSPACES).list(tx, oldestFirst).data().stream()
                .map(Workspace::id)
                .filter(tx.actor()::mayEnter)
                .findFirst()
                .orElseThrow(() -> Rejected.field(
                        "workspace_id", "workspace.unknown", "there is no workspace that this credential may enter"));
    }
}
