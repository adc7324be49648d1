package io.aicmo.port.inmemory;

import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.ActivityType;
import io.aicmo.domain.crm.ActivityType.Effect;
import io.aicmo.domain.crm.BounceType;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Deliverability;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadRouter;
import io.aicmo.domain.crm.LeadScore;
import io.aicmo.domain.crm.StatType;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.event.RecordEvents;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What leads need beyond being records, in memory. */
final class MemoryLeadStore implements LeadStore {
    private static final int MOST_SCORES = 200;
    /** What a person does, as against what is done to a person. */
    private static final Set<StatType> ENGAGING =
            Set.of(StatType.OPENS, StatType.CLICKS, StatType.REPLIES, StatType.MEETINGS_BOOKED);

    private static final Set<String> REACHING = emailTypes(Effect.REACHES);
    private static final Set<String> BOUNCING = emailTypes(Effect.BOUNCES);

    private final Database database;
    private final MemoryRecordStore<ContactId, Contact> contacts;
    private final MemoryRecordStore<LeadId, Lead> leads;
    private final MemoryEventLog log;
    private final RecordEvents events;

    MemoryLeadStore(Database database, Ids ids) {
        this.database = database;
        this.log = new MemoryEventLog(database);
        this.events = new RecordEvents(ids);
        this.contacts = database.store(RecordTypes.CONTACTS);
        this.leads = database.store(RecordTypes.LEADS);
    }

    @Override
    public Upserted upsert(
            Tx tx,
            Contact.Profile profile,
            @Nullable CampaignId campaign,
            WorkspaceId workspace,
            @Nullable String source,
            ContactId ifNewContact,
            LeadId ifNewLead,
            Instant now) {
        MemoryTx.of(tx).lock();
        if (campaign != null) {
            checkLives(tx, RecordTypes.CAMPAIGNS, campaign);
        }
        ContactId contact = contactFor(tx, profile, ifNewContact, now);
        Optional<Lead> known = leads.living(tx)
                .filter(lead -> lead.contactId().equals(contact)
                        && lead.workspaceId().equals(workspace)
                        && Objects.equals(lead.campaignId(), campaign))
                .findFirst();
        if (known.isPresent()) {
            return new Upserted(contact, known.get().id(), false);
        }
        Lead made = leads.insert(tx, Lead.capture(ifNewLead, contact, workspace, campaign, source, now));
        events.made(made).ifPresent(event -> log.publish(tx, event));
        return new Upserted(contact, ifNewLead, true);
    }

    @Override
    public Engagement engagement(Tx tx, LeadId lead) {
        List<RecordedActivity> doings = activities(tx)
                .filter(doing -> lead.equals(doing.activity().leadId()))
                .toList();
        Map<String, Long> counts = doings.stream()
                .collect(Collectors.groupingBy(doing -> doing.activity().type(), Collectors.counting()));
        Instant last = doings.stream()
                .filter(MemoryLeadStore::isEngaging)
                .map(doing -> doing.activity().occurredAt())
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Engagement(counts, last);
    }

    @Override
    public Deliverability deliverability(Tx tx, ContactId contact) {
        Instant since = contacts.find(tx, contact).map(Contact::emailSince).orElse(null);
        List<Activity> mails = activities(tx)
                .map(RecordedActivity::activity)
                .filter(mail -> mail.contactId().equals(contact)
                        && mail.channel().equals(Channels.EMAIL.name())
                        && (since == null || !mail.occurredAt().isBefore(since)))
                .toList();
        return Deliverability.of(
                mails.stream().anyMatch(bounce(BounceType.HARD)),
                mails.stream()
                        .filter(bounce(BounceType.SOFT))
                        .map(Activity::occurredAt)
                        .toList(),
                mails.stream()
                        .filter(mail -> REACHING.contains(mail.type()))
                        .map(Activity::occurredAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    @Override
    public Map<ContactId, Deliverability> deliverability(Tx tx, List<ContactId> many) {
        return many.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), contact -> deliverability(tx, contact)));
    }

    @Override
    public void insert(Tx tx, LeadScore score) {
        MemoryTx.of(tx).rows(database.scores).put(score.id(), Micros.in(score));
    }

    @Override
    public List<LeadScore> scores(Tx tx, LeadId lead) {
        return MemoryTx.of(tx).rows(database.scores).all().stream()
                .filter(score -> score.leadId().equals(lead))
                .sorted(Comparator.comparing(LeadScore::scoredAt)
                        .thenComparing(score -> score.id().value(), ListOrder.IDS)
                        .reversed())
                .limit(MOST_SCORES)
                .toList();
    }

    @Override
    public List<LeadRouter.Candidate> candidates(Tx tx, WorkspaceId workspace) {
        Map<UserId, Long> open = leads.living(tx)
                .filter(lead -> !lead.status().isClosed())
                .flatMap(lead -> Stream.ofNullable(lead.ownerId()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return MemoryTx.of(tx).rows(database.memberships).all().stream()
                .filter(member ->
                        member.workspaceIds().isEmpty() || member.workspaceIds().contains(workspace))
                .map(member -> new LeadRouter.Candidate(
                        member.userId(), member.role(), open.getOrDefault(member.userId(), 0L)))
                .toList();
    }

    @Override
    public Set<String> refusing(Tx tx, CampaignId campaign, List<String> channels) {
        List<Contact> people = leads.living(tx)
                .filter(lead -> campaign.equals(lead.campaignId()))
                .flatMap(lead -> contacts.find(tx, lead.contactId()).stream())
                .toList();
        return channels.stream()
                .filter(channel -> !people.isEmpty() && people.stream().allMatch(person -> person.refuses(channel)))
                .collect(Collectors.toSet());
    }

    private ContactId contactFor(Tx tx, Contact.Profile told, ContactId ifNew, Instant now) {
        Optional<Contact> known = contacts.living(tx)
                .filter(contact -> contact.email().equals(told.email()))
                .findFirst();
        if (known.isEmpty()) {
            return contacts.insert(tx, Contact.meet(ifNew, told, now)).id();
        }
        Contact contact = known.get();
        Contact.Profile merged = told.over(contact.profile());
        if (!merged.equals(contact.profile())) {
            contacts.put(tx, contact.withProfile(merged, now));
        }
        return contact.id();
    }

    private <I extends Id, R extends Record & Entity<I>> void checkLives(Tx tx, RecordType<I, R> type, I id) {
        if (database.store(type).find(tx, id).isEmpty()) {
            throw Rejected.field(
                    type.noun() + "_id", type.noun() + ".unknown", "there is no " + type.noun() + " " + id);
        }
    }

    private Stream<RecordedActivity> activities(Tx tx) {
        return MemoryTx.of(tx).rows(database.activities).all().stream();
    }

    private static boolean isEngaging(RecordedActivity doing) {
        return (doing.stat() != null && ENGAGING.contains(doing.stat()))
                || doing.activity().channel().equals(Channels.LANDING_PAGE.name());
    }

    private static Predicate<Activity> bounce(BounceType type) {
        return mail -> BOUNCING.contains(mail.type())
                && BounceType.of(String.valueOf(mail.meta().get("bounce_type"))) == type;
    }

    private static Set<String> emailTypes(Effect effect) {
        return Channels.EMAIL.activityTypes().stream()
                .filter(type -> type.has(effect))
                .map(ActivityType::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
