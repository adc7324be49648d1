package io.aicmo.port.inmemory;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.crm.SpineDecision.FollowUp;
import io.aicmo.domain.crm.StatType;
import io.aicmo.domain.event.ActivityRecorded;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineOutcome.Attribution;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.event.EventTypes;
import io.aicmo.port.event.RecordEvents;
import io.aicmo.port.inmemory.ListOrder.Place;
import io.aicmo.port.job.JobStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The spine in memory: one decision after the other, each by the pure rules of the records that it changes. */
final class MemorySpineStore implements SpineStore {
    private final Database database;
    private final Transactions transactions;
    private final EventAttribution attribution;
    private final StatsRecount recount;
    private final Integrity integrity;
    private final JobStore jobs;
    private final MemoryEventLog log;
    private final RecordEvents events;
    private final MemoryRecordStore<LeadId, Lead> leads;
    private final MemoryRecordStore<ContactId, Contact> contacts;
    private final MemoryRecordStore<CampaignId, Campaign> campaigns;
    private final MemoryRecordStore<SequenceRunId, SequenceRun> runs;

    MemorySpineStore(Database database, Transactions transactions, JobStore jobs, Ids ids) {
        this.database = database;
        this.transactions = transactions;
        this.attribution = new EventAttribution(database);
        this.recount = new StatsRecount(database);
        this.integrity = new Integrity(database);
        this.jobs = jobs;
        this.log = new MemoryEventLog(database);
        this.events = new RecordEvents(ids);
        this.leads = database.store(RecordTypes.LEADS);
        this.contacts = database.store(RecordTypes.CONTACTS);
        this.campaigns = database.store(RecordTypes.CAMPAIGNS);
        this.runs = database.store(RecordTypes.SEQUENCE_RUNS);
    }

    @Override
    public List<SpineOutcome> apply(List<SpineDecision> decisions) {
        Map<TenantId, List<Integer>> placesByTenant = new LinkedHashMap<>();
        for (int i = 0; i < decisions.size(); i++) {
            placesByTenant
                    .computeIfAbsent(decisions.get(i).tenantId(), tenant -> new ArrayList<>())
                    .add(i);
        }
        Map<Integer, SpineOutcome> outcomes = new HashMap<>();
        placesByTenant.forEach((tenant, places) -> {
            List<SpineDecision> own = places.stream().map(decisions::get).toList();
            List<SpineOutcome> ended = transactions.write(Actor.system(tenant), tx -> apply(tx, own));
            for (int i = 0; i < ended.size(); i++) {
                outcomes.put(places.get(i), ended.get(i));
            }
        });
        return outcomes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public List<SpineOutcome> apply(Tx tx, List<SpineDecision> decisions) {
        if (decisions.stream().anyMatch(decision -> !decision.tenantId().equals(tx.tenant()))) {
            throw new IllegalArgumentException("a decision is another tenant's");
        }
        MemoryTx ours = MemoryTx.of(tx);
        ours.lock();
        return decisions.stream()
                .map(decision -> apply(ours, Micros.in(decision)))
                .toList();
    }

    private SpineOutcome apply(MemoryTx tx, SpineDecision decision) {
        RecordedEvent seen = tx.rows(database.events).get(RecordedEvent.Key.of(decision.event()));
        if (seen != null) {
            return new SpineOutcome.Duplicate(attributed(tx, seen.activityId()));
        }
        try {
            EventAttribution.Found found = attribution.find(tx, decision);
            if (attribution.isElsewhere(tx, decision, found)) {
                return new SpineOutcome.Elsewhere();
            }
            record(tx, decision, found);
            change(tx, decision, found);
            enqueue(tx, decision, found);
            return new SpineOutcome.Recorded(attributed(tx, decision.activityId()));
        } catch (Rejected no) {
            return new SpineOutcome.Refused(no.violations());
        }
    }

    private void record(MemoryTx tx, SpineDecision decision, EventAttribution.Found found) {
        ChannelEvent event = decision.event();
        Activity activity = new Activity(
                decision.activityId(),
                event.activityType(),
                event.channel(),
                found.contactId(),
                found.leadId(),
                found.campaignId(),
                event.occurredAt(),
                decision.recordedAt(),
                event.meta());
        tx.rows(database.events).put(RecordedEvent.Key.of(event), new RecordedEvent(event, decision.activityId()));
        tx.rows(database.activities)
                .put(
                        decision.activityId(),
                        new RecordedActivity(activity, decision.stat(), decision.countsCampaignReply()));
        if (decision.startsThread() && event.messageId() != null) {
            remember(tx, event.messageId(), new SentMessage(found.contactId(), found.leadId(), found.campaignId()));
        }
        if (decision.stat() != null) {
            count(tx, found.campaignId(), event, decision.stat());
        }
    }

    private void remember(MemoryTx tx, String messageId, SentMessage message) {
        Rows<String, SentMessage> messages = tx.rows(database.messages);
        if (messages.get(messageId) == null) {
            messages.put(messageId, message);
        }
    }

    private void count(MemoryTx tx, CampaignId campaign, ChannelEvent event, StatType stat) {
        LocalDate day = StatsRecount.day(tx, database, event.occurredAt());
        StatDay key = new StatDay(campaign, day, event.channel());
        Rows<StatDay, DailyStats> stats = tx.rows(database.stats);
        DailyStats known = stats.get(key);
        stats.put(key, (known == null ? DailyStats.none(day, event.channel()) : known).plusOne(stat));
    }

    private void change(MemoryTx tx, SpineDecision decision, EventAttribution.Found found) {
        List<DomainEvent> told = new ArrayList<>(List.of(recorded(tx, decision, found)));
        Lead lead = found.lead();
        if (lead != null && !lead.after(decision).equals(lead)) {
            leads.put(tx, lead.after(decision));
            events.moved(lead, lead.after(decision), decision.activityId()).ifPresent(told::add);
        }
        contacts.find(tx, found.contactId())
                .filter(contact -> !contact.after(decision).equals(contact))
                .ifPresent(contact -> contacts.put(tx, contact.after(decision)));
        if (decision.countsCampaignReply()) {
            campaigns
                    .any(tx, found.campaignId())
                    .ifPresent(campaign -> campaigns.put(tx, campaign.replied(decision.recordedAt())));
        }
        runs.living(tx)
                .filter(run -> run.contactId().equals(found.contactId()))
                .filter(run -> !run.after(decision, found.leadId()).equals(run))
                .toList()
                .forEach(run -> {
                    runs.put(tx, run.after(decision, found.leadId()));
                    events.paused(run, run.after(decision, found.leadId()), of -> workspace(tx, of))
                            .ifPresent(told::add);
                });
        log.publish(tx, told);
    }

    private @Nullable WorkspaceId workspace(MemoryTx tx, LeadId lead) {
        return leads.any(tx, lead).map(Lead::workspaceId).orElse(null);
    }

    private DomainEvent recorded(MemoryTx tx, SpineDecision decision, EventAttribution.Found found) {
        ChannelEvent event = decision.event();
        ActivityRecorded data = new ActivityRecorded(
                decision.activityId(),
                event.activityType(),
                event.channel(),
                found.contactId(),
                found.leadId(),
                found.campaignId(),
                campaigns.any(tx, found.campaignId()).orElseThrow().workspaceId(),
                event.occurredAt());
        return EventTypes.ACTIVITY_RECORDED.event(decision.activityId().value(), data, decision.recordedAt());
    }

    private void enqueue(MemoryTx tx, SpineDecision decision, EventAttribution.Found found) {
        for (FollowUp job : decision.jobs()) {
            if (found.lead() != null || !job.kind().equals(FollowUp.SCORE_LEAD)) {
                jobs.enqueue(tx, job.id(), job.kind(), payload(decision, found, job), decision.recordedAt());
            }
        }
    }

    private static Map<String, Object> payload(SpineDecision decision, EventAttribution.Found found, FollowUp job) {
        Map<String, Object> payload = new HashMap<>();
        payload.put("activity_id", decision.activityId().toString());
        payload.put("contact_id", found.contactId().toString());
        payload.put("campaign_id", found.campaignId().toString());
        payload.put("channel", decision.event().channel());
        payload.put("activity_type", decision.event().activityType());
        if (found.lead() != null) {
            payload.put("lead_id", found.lead().id().toString());
        }
        if (job.action() != null) {
            payload.put("action", job.action());
        }
        return payload;
    }

    private Attribution attributed(MemoryTx tx, ActivityId id) {
        RecordedActivity recorded = tx.rows(database.activities).get(id);
        if (recorded == null) {
            throw new IllegalStateException("the event has no activity " + id);
        }
        Activity activity = recorded.activity();
        LeadId lead = activity.leadId();
        long paused = runs.living(tx).filter(run -> id.equals(run.pausedBy())).count();
        return new Attribution(
                id,
                activity.contactId(),
                lead,
                activity.campaignId(),
                lead == null ? null : leads.any(tx, lead).map(Lead::status).orElse(null),
                (int) paused);
    }

    @Override
    public Optional<Attribution> find(Tx tx, String channel, String provider, String providerEventId) {
        MemoryTx ours = MemoryTx.of(tx);
        return Optional.ofNullable(
                        ours.rows(database.events).get(new RecordedEvent.Key(channel, provider, providerEventId)))
                .map(seen -> attributed(ours, seen.activityId()));
    }

    @Override
    public Page<Activity> timeline(Tx tx, LeadId lead, @Nullable Position after, int limit) {
        boolean lives = leads.find(tx, lead).isPresent();
        return timeline(tx, activity -> lives && lead.equals(activity.leadId()), after, limit);
    }

    @Override
    public Page<Activity> timeline(Tx tx, ContactId contact, @Nullable Position after, int limit) {
        Predicate<Activity> visible = tx.actor().workspaces().isEmpty()
                ? activity -> true
                : activity -> tx.actor().mayEnter(attribution.workspace(tx, activity));
        boolean lives = contacts.find(tx, contact).isPresent();
        return timeline(tx, visible.and(activity -> lives && contact.equals(activity.contactId())), after, limit);
    }

    private Page<Activity> timeline(Tx tx, Predicate<Activity> whose, @Nullable Position after, int limit) {
        return Paging.page(
                MemoryTx.of(tx).rows(database.activities).all().stream()
                        .map(RecordedActivity::activity)
                        .filter(whose),
                activity -> new Place(activity.occurredAt(), activity.id().value()),
                after == null ? null : Place.of(after, Instant.class),
                true,
                limit);
    }

    @Override
    public List<DailyStats> dailyStats(Tx tx, CampaignId campaign, LocalDate from, LocalDate to) {
        return recount.kept(MemoryTx.of(tx), campaign).values().stream()
                .filter(stats -> !stats.day().isBefore(from) && !stats.day().isAfter(to))
                .sorted(Comparator.comparing(DailyStats::day).thenComparing(DailyStats::channel))
                .toList();
    }

    @Override
    public Rebuilt rebuildStats(Tx tx, CampaignId campaign) {
        return recount.rebuild(MemoryTx.of(tx), campaign);
    }

    @Override
    public List<IntegrityRule> integrity(Tx tx) {
        return integrity.report(MemoryTx.of(tx));
    }
}
