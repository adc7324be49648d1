package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.StaleVersion;
import io.aicmo.port.Transactions;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes a campaign, or deletes one that is not a workspace's standing campaign. */
public final class ChangeCampaign {
    private final Transactions transactions;
    private final Records records;
    private final ChannelCatalogue channels;
    private final InstantSource clock;

    public ChangeCampaign(Transactions transactions, Records records, ChannelCatalogue channels, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.channels = channels;
        this.clock = clock;
    }

    /**
     * Changes a campaign; its status only along its machine.
     *
     * @param version the version that the change was made for, or null to change whatever is there
     * @param edit from what is there to what shall be there
     * @throws io.aicmo.port.NotFound if there is no such campaign
     * @throws StaleVersion if it was changed since that version
     * @throws Rejected {@code campaign.*}, {@code channel.unknown}, {@code text.*}
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
            return campaigns.update(tx, changed);
        });
    }

    /**
     * Deletes a campaign; it can be restored.
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

    private static void checkVersion(Campaign campaign, @Nullable Long version) {
        if (version != null && version != campaign.version()) {
            throw new StaleVersion("campaign", campaign.id(), version);
        }
    }
}
