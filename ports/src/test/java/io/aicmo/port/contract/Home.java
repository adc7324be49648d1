package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.RunStatus;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.MembershipId;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Membership;
import io.aicmo.domain.tenant.Role;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineOutcome.Attribution;
import io.aicmo.port.job.Job;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One tenant, and what it owns.
 *
 * @param actor the service, acting for it
 * @param workspace its first workspace
 * @param direct that workspace's standing campaign
 */
public record Home(Adapter adapter, Actor actor, Workspace workspace, Campaign direct) {

    public TenantId tenant() {
        return actor.tenant();
    }

    /** Does work in a transaction of this tenant. */
    public <T> T write(Function<Tx, T> work) {
        return adapter.transactions().write(actor, work);
    }

    /** Does work that answers nothing. */
    public void does(Consumer<Tx> work) {
        adapter.transactions().write(actor, tx -> {
            work.accept(tx);
            return true;
        });
    }

    public <T> T read(Function<Tx, T> work) {
        return adapter.transactions().read(actor, work);
    }

    public <I extends Id, R extends Record & Entity<I>> RecordStore<I, R> store(RecordType<I, R> type) {
        return adapter.records().of(type);
    }

    /** Keeps a record, in a transaction of its own. */
    public <I extends Id, R extends Record & Entity<I>> R keep(RecordType<I, R> type, R record) {
        return write(tx -> store(type).insert(tx, record));
    }

    /** Keeps a changed record, in a transaction of its own. */
    public <I extends Id, R extends Record & Entity<I>> R change(RecordType<I, R> type, R record) {
        return write(tx -> store(type).update(tx, record));
    }

    /** Deletes a record, in a transaction of its own. */
    public <I extends Id, R extends Record & Entity<I>> void delete(RecordType<I, R> type, I id) {
        does(tx -> store(type).delete(tx, id, World.NOW));
    }

    public <I extends Id, R extends Record & Entity<I>> Optional<R> find(RecordType<I, R> type, I id) {
        return read(tx -> store(type).find(tx, id));
    }

    /** The record as it is now. */
    public <I extends Id, R extends Record & Entity<I>> R now(RecordType<I, R> type, I id) {
        return read(tx -> store(type).get(tx, id));
    }

    /** A further workspace, younger than the first, with its direct campaign. */
    public Workspace aWorkspace() {
        WorkspaceId id = new WorkspaceId(World.id());
        CampaignId directId = new CampaignId(World.id());
        Instant later = World.NOW.plusSeconds(1);
        return write(tx -> {
            Workspace kept = store(RecordTypes.WORKSPACES)
                    .insert(tx, Workspace.open(id, "Workspace " + World.word(), directId, later));
            store(RecordTypes.CAMPAIGNS).insert(tx, Campaign.direct(directId, id, channels(), later));
            return kept;
        });
    }

    /** An active campaign of the first workspace, on every channel. */
    public Campaign aCampaign() {
        return aCampaign(workspace.id());
    }

    /** An active campaign of a workspace, on every channel. */
    public Campaign aCampaign(WorkspaceId in) {
        return keep(
                RecordTypes.CAMPAIGNS,
                active(Campaign.planned(
                        new CampaignId(World.id()),
                        in,
                        Campaign.Edit.named(World.word(), channels()),
                        null,
                        World.NOW)));
    }

    private static Campaign active(Campaign campaign) {
        return campaign.edited(campaign.edit().with(CampaignStatus.ACTIVE), World.NOW);
    }

    /** A person of whom only an address is known. */
    public Contact aContact() {
        return aContact(World.word() + "@example.com");
    }

    /** A person with this address. */
    public Contact aContact(String email) {
        return keep(
                RecordTypes.CONTACTS,
                Contact.meet(new ContactId(World.id()), Contact.Profile.of(new EmailAddress(email)), World.NOW));
    }

    /** A person of this first name. */
    public Contact aContactNamed(String firstName) {
        EmailAddress email = new EmailAddress(World.word() + "@example.com");
        return keep(
                RecordTypes.CONTACTS,
                Contact.meet(
                        new ContactId(World.id()),
                        new Contact.Profile(email, null, firstName, null, null, null, null, Map.of()),
                        World.NOW));
    }

    /** A new person, and a new lead of no campaign. */
    public Lead aLead() {
        return aLead(aContact(), null);
    }

    /** A new person, and a new lead of a campaign. */
    public Lead aLead(Campaign campaign) {
        return aLead(aContact(), campaign);
    }

    /** A person's lead of a campaign, or of none. */
    public Lead aLead(Contact contact, @Nullable Campaign campaign) {
        return keep(
                RecordTypes.LEADS,
                Lead.capture(
                        new LeadId(World.id()),
                        contact.id(),
                        campaign == null ? workspace.id() : campaign.workspaceId(),
                        campaign == null ? null : campaign.id(),
                        null,
                        World.NOW));
    }

    /** A sequence of a campaign, without steps. */
    public Sequence aSequence() {
        return keep(
                RecordTypes.SEQUENCES,
                new Sequence(
                        new SequenceId(World.id()),
                        workspace.id(),
                        aCampaign().id(),
                        World.word(),
                        null,
                        World.NOW,
                        World.NOW,
                        1,
                        null));
    }

    /** Somebody who belongs to the tenant. */
    public UserId aMember(Role role) {
        return aMember(role, Set.of());
    }

    /** Somebody who belongs to the tenant, and may enter these workspaces. */
    public UserId aMember(Role role, Set<WorkspaceId> workspaces) {
        EmailAddress email = new EmailAddress(World.word() + "@members.example.com");
        return write(tx -> {
            UserId user = adapter.tenants().userFor(tx, email, new UserId(World.id()));
            adapter.tenants()
                    .insert(tx, new Membership(new MembershipId(World.id()), user, role, workspaces, World.NOW));
            return user;
        });
    }

    /** A lead's run through a new sequence, active. */
    public SequenceRun aRun(Lead lead) {
        return aRun(lead, RunStatus.ACTIVE);
    }

    /** A lead's run through a new sequence; one that is paused was paused by hand, now. */
    public SequenceRun aRun(Lead lead, RunStatus status) {
        boolean paused = status == RunStatus.PAUSED;
        return keep(
                RecordTypes.SEQUENCE_RUNS,
                new SequenceRun(
                        new SequenceRunId(World.id()),
                        aSequence().id(),
                        lead.id(),
                        lead.contactId(),
                        status,
                        0,
                        World.NOW,
                        paused ? SequenceRun.MANUAL : null,
                        paused ? World.NOW : null,
                        null,
                        World.NOW,
                        World.NOW,
                        1,
                        null));
    }

    /** What the spine decides about an event of this tenant, learned of now. */
    public SpineDecision decide(Happening happening) {
        return new SpineRules(adapter.channels()).decide(tenant(), happening.event(), World.NOW, World::id);
    }

    /** Applies an event that somebody tells who may enter this workspace alone. */
    public SpineOutcome applyWithin(WorkspaceId only, Happening happening) {
        return adapter.spine()
                .apply(List.of(decide(happening).within(Set.of(only))))
                .get(0);
    }

    /** Applies events in one call. */
    public List<SpineOutcome> apply(Happening... happenings) {
        return apply(List.of(happenings));
    }

    /** Applies events in one call. */
    public List<SpineOutcome> apply(List<Happening> happenings) {
        return adapter.spine().apply(happenings.stream().map(this::decide).toList());
    }

    /** Records an event that is new. */
    public Attribution record(Happening happening) {
        SpineOutcome outcome = apply(happening).get(0);
        assertThat(outcome).isInstanceOf(SpineOutcome.Recorded.class);
        return ((SpineOutcome.Recorded) outcome).attribution();
    }

    /** The activities of a lead, those that happened last first. */
    public List<Activity> timeline(LeadId lead) {
        return read(tx -> adapter.spine().timeline(tx, lead, null, 200)).data();
    }

    /** The activities of a person, those that happened last first. */
    public List<Activity> timeline(ContactId contact) {
        return read(tx -> adapter.spine().timeline(tx, contact, null, 200)).data();
    }

    /** All daily statistics of a campaign. */
    public List<DailyStats> stats(CampaignId campaign) {
        return read(tx -> adapter.spine().dailyStats(tx, campaign, LocalDate.of(2000, 1, 1), LocalDate.of(2100, 1, 1)));
    }

    /** A job, if it was enqueued. */
    public Optional<Job> job(JobId id) {
        return read(tx -> adapter.jobs().find(tx, id));
    }

    private List<String> channels() {
        return adapter.channels().channels();
    }
}
