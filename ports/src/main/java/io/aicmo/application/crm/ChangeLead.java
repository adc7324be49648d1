package io.aicmo.application.crm;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.port.Actor;
import io.aicmo.port.Forbidden;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.StaleVersion;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.tenant.TenantStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes or deletes a lead. Who may write any lead may change any; others only their own. A changed status is an entry
 * of the timeline.
 */
public final class ChangeLead {
    private final Transactions transactions;
    private final Records records;
    private final Owners owners;
    private final SpineRules rules;
    private final SpineStore spine;
    private final Ids ids;
    private final InstantSource clock;

    public ChangeLead(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            SpineRules rules,
            SpineStore spine,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.owners = new Owners(tenants);
        this.rules = rules;
        this.spine = spine;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Changes a lead.
     *
     * @param version the version that the change was made for, or null to change whatever is there
     * @param edit from what is there to what shall be there
     * @throws io.aicmo.port.NotFound if there is no such lead
     * @throws Forbidden if the lead is somebody else's
     * @throws StaleVersion if it was changed since that version
     * @throws Rejected {@code owner.unknown}, {@code lead.*}
     */
    public Lead handle(Actor actor, LeadId id, @Nullable Long version, UnaryOperator<Lead.Edit> edit) {
        return transactions.write(actor, tx -> {
            RecordStore<LeadId, Lead> leads = records.of(RecordTypes.LEADS);
            Lead before = mine(tx, leads.lock(tx, id), version);
            Lead.Edit after = edit.apply(before.edit());
            if (after.ownerId() != null && !Objects.equals(after.ownerId(), before.ownerId())) {
                owners.check(tx, after.ownerId());
            }
            if (after.equals(before.edit())) {
                return before;
            }
            Lead changed = leads.update(tx, before.edited(after, clock.instant()));
            if (changed.status() != before.status()) {
                note(tx, before, changed);
            }
            return changed;
        });
    }

    /**
     * Deletes a lead; it can be restored.
     *
     * @throws io.aicmo.port.NotFound if there is no such lead
     * @throws Forbidden if the lead is somebody else's
     * @throws StaleVersion if it was changed since that version
     */
    public void delete(Actor actor, LeadId id, @Nullable Long version) {
        transactions.write(actor, tx -> {
            RecordStore<LeadId, Lead> leads = records.of(RecordTypes.LEADS);
            mine(tx, leads.lock(tx, id), version);
            leads.delete(tx, id, clock.instant());
            return id;
        });
    }

    private static Lead mine(Tx tx, Lead lead, @Nullable Long version) {
        Actor actor = tx.actor();
        actor.checkWorkspace(lead.workspaceId());
        boolean own = actor.userId().map(user -> user.equals(lead.ownerId())).orElse(false);
        if (!own && !actor.may(Permission.LEADS_WRITE_ALL)) {
            throw new Forbidden("this lead is somebody else's; only its owner or a manager may change it");
        }
        if (version != null && version != lead.version()) {
            throw new StaleVersion("lead", lead.id(), version);
        }
        return lead;
    }

    private void note(Tx tx, Lead before, Lead changed) {
        Instant now = clock.instant();
        ChannelEvent event = new ChannelEvent(
                "crm",
                "status_change",
                "aicmo",
                ids.next().toString(),
                Party.lead(changed.id()),
                changed.campaignId(),
                now,
                null,
                List.of(),
                Map.of(
                        "from", before.status().word(),
                        "to", changed.status().word(),
                        "by", tx.actor().kind().name().toLowerCase(Locale.ROOT)),
                null);
        spine.apply(tx, List.of(rules.decide(tx.tenant(), event, now, ids)));
    }
}
