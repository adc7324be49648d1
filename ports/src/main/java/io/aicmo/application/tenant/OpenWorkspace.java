package io.aicmo.application.tenant;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import java.time.Instant;
import java.time.InstantSource;

/** Opens a workspace, with the standing campaign to which its events without a campaign belong. */
public final class OpenWorkspace {
    private final Transactions transactions;
    private final Records records;
    private final ChannelCatalogue channels;
    private final Ids ids;
    private final InstantSource clock;

    public OpenWorkspace(
            Transactions transactions, Records records, ChannelCatalogue channels, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.channels = channels;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws io.aicmo.domain.shared.Rejected {@code text.missing}, {@code text.too_long} */
    public Workspace handle(Actor actor, String name) {
        Instant now = clock.instant();
        WorkspaceId id = new WorkspaceId(ids.next());
        CampaignId direct = new CampaignId(ids.next());
        return transactions.write(actor, tx -> {
            Workspace workspace = records.of(RecordTypes.WORKSPACES).insert(tx, Workspace.open(id, name, direct, now));
            records.of(RecordTypes.CAMPAIGNS).insert(tx, Campaign.direct(direct, id, channels.channels(), now));
            return workspace;
        });
    }
}
