package io.aicmo.application.crm;

import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.tenant.TenantStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes a lead of a contact. */
public final class CreateLead {
    private final Transactions transactions;
    private final Records records;
    private final Workspaces workspaces;
    private final Owners owners;
    private final Ids ids;
    private final InstantSource clock;

    public CreateLead(Transactions transactions, Records records, TenantStore tenants, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.workspaces = new Workspaces(records);
        this.owners = new Owners(tenants);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param workspaceId the workspace, or null for the campaign's, else the tenant's oldest
     * @param ownerId who works on it, or null: a user who makes a lead owns it, otherwise nobody does
     */
    public record Command(
            ContactId contactId,
            @Nullable CampaignId campaignId,
            @Nullable WorkspaceId workspaceId,
            @Nullable UserId ownerId,
            @Nullable BigDecimal budgetMin,
            @Nullable String budgetCurrency,
            @Nullable String source) {}

    /**
     * @throws io.aicmo.domain.shared.Rejected {@code contact.unknown}, {@code campaign.unknown}, {@code
     *     workspace.unknown}, {@code owner.unknown}, {@code lead.*}
     * @throws io.aicmo.port.AlreadyExists {@code lead.already_exists}, if the contact is a lead of this campaign
     */
    public Lead handle(Actor actor, Command command) {
        Instant now = clock.instant();
        return transactions.write(actor, tx -> {
            if (command.ownerId != null) {
                owners.check(tx, command.ownerId);
            }
            WorkspaceId workspace = workspaces.of(tx, command.campaignId, command.workspaceId);
            Lead captured = Lead.capture(
                    new LeadId(ids.next()), command.contactId, workspace, command.campaignId, command.source, now);
            UserId owner =
                    command.ownerId != null ? command.ownerId : actor.userId().orElse(null);
            return records.of(RecordTypes.LEADS)
                    .insert(
                            tx,
                            captured.edited(
                                    new Lead.Edit(
                                            captured.status(),
                                            owner,
                                            command.budgetMin,
                                            command.budgetCurrency,
                                            command.source),
                                    now));
        });
    }
}
