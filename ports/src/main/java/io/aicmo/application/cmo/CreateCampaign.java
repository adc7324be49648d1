package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes a campaign, in planning. */
public final class CreateCampaign {
    private final Transactions transactions;
    private final Records records;
    private final ChannelCatalogue channels;
    private final Ids ids;
    private final InstantSource clock;

    public CreateCampaign(
            Transactions transactions, Records records, ChannelCatalogue channels, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.channels = channels;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for; {@code words} name declared channels, and their status does not count.
     *
     * @param generation how an agent made it, or null
     */
    public record Command(
            WorkspaceId workspaceId,
            Campaign.Edit words,
            @Nullable Generation generation) {}

    /**
     * @throws io.aicmo.domain.shared.Rejected {@code workspace.unknown}, {@code channel.unknown}, {@code campaign.*},
     *     {@code plan.*}, {@code icp_segment.*}, {@code offer.*}, {@code text.*}
     * @throws io.aicmo.port.AlreadyExists {@code campaign.already_exists}, if the workspace has one of this name
     */
    public Campaign handle(Actor actor, Command command) {
        actor.checkWorkspace(command.workspaceId);
        channels.checkChannels(command.words.channels(), "channels");
        Campaign campaign = Campaign.planned(
                new CampaignId(ids.next()), command.workspaceId, command.words, command.generation, clock.instant());
        return transactions.write(actor, tx -> {
            SameWorkspace.check(tx, records, RecordTypes.CAMPAIGNS, campaign);
            return records.of(RecordTypes.CAMPAIGNS).insert(tx, campaign);
        });
    }
}
