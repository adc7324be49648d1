package io.aicmo.application.crm;

import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.crm.LeadStore;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Finds or makes a person and the person's lead in a campaign, in one step. */
public final class UpsertLead {
    private final Transactions transactions;
    private final LeadStore leads;
    private final Workspaces workspaces;
    private final Ids ids;
    private final InstantSource clock;

    public UpsertLead(Transactions transactions, Records records, LeadStore leads, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.leads = leads;
        this.workspaces = new Workspaces(records);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is known.
     *
     * @param workspaceId the workspace of a new lead, or null for the campaign's, else the tenant's oldest
     */
    public record Command(
            Contact.Profile profile,
            @Nullable CampaignId campaignId,
            @Nullable WorkspaceId workspaceId,
            @Nullable String source) {}

    /** @throws io.aicmo.domain.shared.Rejected {@code campaign.unknown}, {@code workspace.unknown}, {@code text.*} */
    public LeadStore.Upserted handle(Actor actor, Command command) {
        return transactions.write(
                actor,
                tx -> leads.upsert(
                        tx,
                        command.profile,
                        command.campaignId,
                        workspaces.of(tx, command.campaignId, command.workspaceId),
                        command.source,
                        new ContactId(ids.next()),
                        new LeadId(ids.next()),
                        clock.instant()));
    }
}
