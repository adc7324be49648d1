package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
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

    /** What is asked for; {@code channels} are names of declared channels. */
    public record Command(
            WorkspaceId workspaceId,
            String name,
            @Nullable String objective,
            @Nullable String goal,
            List<String> channels,
            @Nullable LocalDate startDate,
            @Nullable LocalDate endDate) {}

    /**
     * @throws io.aicmo.domain.shared.Rejected {@code workspace.unknown}, {@code channel.unknown}, {@code campaign.*},
     *     {@code text.*}
     * @throws io.aicmo.port.AlreadyExists {@code campaign.already_exists}, if the workspace has one of this name
     */
    public Campaign handle(Actor actor, Command command) {
        actor.checkWorkspace(command.workspaceId);
        for (int i = 0; i < command.channels.size(); i++) {
            channels.checkChannel(command.channels.get(i), "channels/" + i);
        }
        Instant now = clock.instant();
        Campaign campaign = new Campaign(
                new CampaignId(ids.next()),
                command.workspaceId,
                command.name,
                command.objective,
                command.goal,
                CampaignStatus.PLANNING,
                command.channels.stream().distinct().toList(),
                command.startDate,
                command.endDate,
                0,
                false,
                now,
                now,
                1,
                null);
        return transactions.write(actor, tx -> records.of(RecordTypes.CAMPAIGNS).insert(tx, campaign));
    }
}
