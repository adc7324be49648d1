package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.StaleVersion;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes a campaign, or deletes one that is not a workspace's standing campaign. */
public final class ChangeCampaign {
    private final Transactions transactions;
    private final Records records;
    private final ChannelCatalogue channels;
    private final Readiness readiness;
    private final InstantSource clock;

    public ChangeCampaign(
            Transactions transactions,
            Records records,
            ChannelCatalogue channels,
            Readiness readiness,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.channels = channels;
        this.readiness = readiness;
        this.clock = clock;
    }

    /**
     * Changes a campaign; its status only along its machine. One that is planned is not activated like this, because a
     * launch does more, see {@link LaunchCampaign}; one that is paused goes on if it is still ready.
     *
     * @param version the version that the change was made for, or null to change whatever is there
     * @param edit from what is there to what shall be there
     * @throws io.aicmo.port.NotFound if there is no such campaign
     * @throws StaleVersion if it was changed since that version
     * @throws Rejected {@code campaign.launch_required}, other {@code campaign.*}, {@code channel.unknown}, {@code text.*}
     * @throws io.aicmo.port.AlreadyExists {@code campaign.already_exists}
     */
    public Campaign handle(Actor actor, CampaignId id, @Nullable Long version, UnaryOperator<Campaign.Edit> edit) {
        return transactions.write(actor, tx -> {
            RecordStore<CampaignId, Campaign> campaigns = records.of(RecordTypes.CAMPAIGNS);
            Campaign before = campaigns.lock(tx, id);
            actor.checkWorkspace(before.workspaceId());
            checkVersion(before, version);
            Campaign.Edit after = edit.apply(before.edit());
            channels.checkChannels(after.channels(), "channels");
            if (after.equals(before.edit())) {
                return before;
            }
            Campaign changed = before.edited(after, clock.instant());
            SameWorkspace.check(tx, records, RecordTypes.CAMPAIGNS, changed);
            checkMayGoOut(tx, before, changed);
            return campaigns.update(tx, changed);
        });
    }

    /**
     * Deletes a campaign; it can be restored. Nothing more is sent for it: its runs end when their next step is due, as
     * those of a completed one do, and of those that have ended none goes on when it is restored.
     *
     * @throws io.aicmo.port.NotFound if there is no such campaign
     * @throws StaleVersion if it was changed since that version
     * @throws Rejected {@code campaign.direct_is_standing}
     */
    public void delete(Actor actor, CampaignId id, @Nullable Long version) {
        transactions.write(actor, tx -> {
            RecordStore<CampaignId, Campaign> campaigns = records.of(RecordTypes.CAMPAIGNS);
            Campaign campaign = campaigns.lock(tx, id);
            actor.checkWorkspace(campaign.workspaceId());
            checkVersion(campaign, version);
            if (campaign.direct()) {
                throw Rejected.of("campaign.direct_is_standing", "every workspace has its direct campaign");
            }
            campaigns.delete(tx, id, clock.instant());
            return id;
        });
    }

    private void checkMayGoOut(Tx tx, Campaign before, Campaign changed) {
        if (changed.status() != CampaignStatus.ACTIVE || before.status() == CampaignStatus.ACTIVE) {
            return;
        }
        if (before.status() == CampaignStatus.PLANNING) {
            throw Rejected.field(
                    "status",
                    "campaign.launch_required",
                    "a planned campaign becomes active by cmo-launch-campaign, which checks that it is ready and makes its"
                            + " sequence, calendar and form tokens");
        }
        readiness.checked(tx, changed);
    }

    private static void checkVersion(Campaign campaign, @Nullable Long version) {
        if (version != null && version != campaign.version()) {
            throw new StaleVersion("campaign", campaign.id(), version);
        }
    }
}
