package io.aicmo.http.crm;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aicmo.application.crm.RecordChannelEvents;
import io.aicmo.domain.crm.ActivityType;
import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.crm.MessageId;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.crm.StatType;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Access;
import io.aicmo.http.Answer;
import io.aicmo.http.Batch;
import io.aicmo.http.BatchError;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.ListOf;
import io.aicmo.http.Route;
import io.aicmo.port.Unavailable;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineStore;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happened on channels comes in here, one or many at a time; and what channels there are. */
public final class EventRoutes {
    /** What the orchestrator is asked for by an event that does not say. */
    private static final String HANDLE_EVENT = "handle_event";

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Hexagon hexagon;
    private final RecordChannelEvents recordChannelEvents;

    public EventRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.recordChannelEvents = new RecordChannelEvents(
                hexagon.transactions(),
                hexagon.records(),
                new SpineRules(hexagon.channels()),
                hexagon.spine(),
                hexagon.ids(),
                hexagon.clock());
    }

    /**
     * Something that happened to a person on a channel.
     *
     * @param providerEventId the provider's own id: the same again changes nothing
     * @param occurredAt when it happened; now, if not given
     * @param triggerOrchestrator whether the orchestrator is asked, by {@code orchestratorAction} or in general
     */
    record NewChannelEvent(
            @Size(min = 1, max = 100) String channel,
            @Size(min = 1, max = 100) String activityType,
            @Size(min = 1, max = 100) String provider,
            @Size(min = 1, max = 500) String providerEventId,
            @Nullable CampaignId campaignId,
            @Nullable LeadId leadId,
            @Nullable ContactId contactId,
            @Nullable EmailAddress email,
            @Nullable PhoneNumber phone,
            @Nullable Instant occurredAt,
            @Nullable @Size(max = 998) String messageId,
            @Nullable @Size(max = 50) List<@Size(max = 998) String> inReplyTo,
            @Nullable Map<String, Object> meta,
            @Nullable Boolean triggerOrchestrator,
            @Nullable @Size(max = 100) String orchestratorAction) {

        /** @throws Rejected {@code text.*}, {@code event.party_missing} */
        ChannelEvent event(Instant now) {
            return new ChannelEvent(
                    channel,
                    activityType,
                    provider,
                    providerEventId,
                    new Party(leadId, contactId, email, phone),
                    campaignId,
                    occurredAt == null ? now : occurredAt,
                    MessageId.checked(messageId, "message_id"),
                    inReplyTo == null ? List.of() : inReplyTo,
                    meta == null ? Map.of() : meta,
                    action());
        }

        private @Nullable String action() {
            if (Boolean.FALSE.equals(triggerOrchestrator)) {
                return null;
            }
            return orchestratorAction == null && Boolean.TRUE.equals(triggerOrchestrator)
                    ? HANDLE_EVENT
                    : orchestratorAction;
        }
    }

    /** What an event was attributed to, and what it did. */
    record EventRecorded(
            ActivityId activityId,
            boolean duplicate,
            ContactId contactId,
            @Nullable LeadId leadId,
            CampaignId campaignId,
            @Nullable LeadStatus leadStatus,
            int pausedRuns,
            List<StatType> stats) {
        static EventRecorded of(SpineOutcome.Attribution found, boolean duplicate, List<StatType> stats) {
            return new EventRecorded(
                    found.activityId(),
                    duplicate,
                    found.contactId(),
                    found.leadId(),
                    found.campaignId(),
                    found.leadStatus(),
                    found.pausedRuns(),
                    stats);
        }
    }

    /** What became of a batch of events. */
    record EventsTaken(List<EventTaken> results) {}

    /** What became of an event of a batch: 201 new, 200 seen before, else why not. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EventTaken(
            int index,
            int status,
            @Nullable ActivityId activityId,
            @Nullable Boolean duplicate,
            @Nullable BatchError error) {
        static EventTaken refused(int index, @Nullable BatchError error) {
            return new EventTaken(index, error == null ? 422 : error.status(), null, null, error);
        }
    }

    /** A channel and what can happen on it. */
    record ChannelView(String name, List<ActivityTypeView> activityTypes) {}

    /** What one type of activity does. */
    record ActivityTypeView(
            String name,
            @Nullable StatType stat,
            @Nullable LeadStatus advancesTo,
            @Nullable String orchestratorAction,
            List<ActivityType.Effect> effects) {
        static ActivityTypeView of(ActivityType type) {
            return new ActivityTypeView(
                    type.name(),
                    type.stat(),
                    type.advancesTo(),
                    type.orchestratorAction(),
                    type.effects().stream().sorted().toList());
        }
    }

    /** The tenant's report on the rule that nothing is orphaned. */
    record IntegrityReport(List<SpineStore.IntegrityRule> rules, long broken) {}

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/channel-events")
                        .may(Permission.EVENTS_WRITE)
                        .limited(Route.RateClass.UNLIMITED)
                        .refusedWhile(hexagon.spine()::isBusy)
                        .says("Records what happened on a channel, once.")
                        .takes(NewChannelEvent.class)
                        .answers(201, EventRecorded.class)
                        .answers(200, EventRecorded.class)
                        .by(this::record),
                Route.post("/v1/channel-events/batch")
                        .may(Permission.EVENTS_WRITE)
                        .limited(Route.RateClass.UNLIMITED)
                        .refusedWhile(hexagon.spine()::isBusy)
                        .says("Records many events in one go; good ones are kept, bad ones reported.")
                        .takesBatchOf(NewChannelEvent.class)
                        .answers(201, EventsTaken.class)
                        .answers(207, EventsTaken.class)
                        .by(this::recordAll),
                Route.get("/v1/channels")
                        .may(new Access.Member())
                        .says("Lists the channels and what can happen on them.")
                        .answers(200, ListOf.class, ChannelView.class)
                        .by(call -> channels()),
                Route.get("/v1/integrity")
                        .may(Permission.ANALYTICS_READ)
                        .says("Counts what breaks the rule that nothing is orphaned.")
                        .answers(200, IntegrityReport.class)
                        .by(this::integrity));
    }

    private Answer record(Call call, NewChannelEvent body) {
        ChannelEvent event = body.event(hexagon.clock().instant());
        RecordChannelEvents.Result result =
                recordChannelEvents.handle(call.actor(), List.of(event)).get(0);
        return switch (result.outcome()) {
            case SpineOutcome.Recorded recorded ->
                Answer.of(201, EventRecorded.of(recorded.attribution(), false, result.stats()));
            case SpineOutcome.Duplicate seen ->
                Answer.of(200, EventRecorded.of(seen.attribution(), true, result.stats()));
            case SpineOutcome.Refused refused -> throw Rejected.all(refused.violations());
            case SpineOutcome.Elsewhere elsewhere -> throw elsewhere.refusal();
            case SpineOutcome.Failed failed -> throw new Unavailable(failed.detail(), SOON);
        };
    }

    private Answer recordAll(Call call, Batch<NewChannelEvent> batch) {
        Instant now = hexagon.clock().instant();
        EventTaken[] taken = new EventTaken[batch.items().size()];
        List<ChannelEvent> events = new ArrayList<>(taken.length);
        List<Integer> places = new ArrayList<>(taken.length);
        for (int i = 0; i < taken.length; i++) {
            Batch.Item<NewChannelEvent> item = batch.items().get(i);
            NewChannelEvent value = item.value();
            if (value == null) {
                taken[i] = EventTaken.refused(i, item.error());
                continue;
            }
            try {
                events.add(value.event(now));
                places.add(i);
            } catch (Rejected no) {
                taken[i] = EventTaken.refused(i, BatchError.of(no));
            }
        }
        List<RecordChannelEvents.Result> results =
                events.isEmpty() ? List.of() : recordChannelEvents.handle(call.actor(), events);
        for (int i = 0; i < results.size(); i++) {
            taken[places.get(i)] = taken(places.get(i), results.get(i).outcome());
        }
        boolean all = Arrays.stream(taken).allMatch(one -> one.status < 300);
        return Answer.of(all ? 201 : 207, new EventsTaken(Arrays.asList(taken)));
    }

    private static EventTaken taken(int index, SpineOutcome outcome) {
        return switch (outcome) {
            case SpineOutcome.Recorded recorded ->
                new EventTaken(index, 201, recorded.attribution().activityId(), false, null);
            case SpineOutcome.Duplicate seen ->
                new EventTaken(index, 200, seen.attribution().activityId(), true, null);
            case SpineOutcome.Refused refused ->
                EventTaken.refused(index, BatchError.of(Rejected.all(refused.violations())));
            case SpineOutcome.Elsewhere elsewhere -> EventTaken.refused(index, BatchError.of(elsewhere.refusal()));
            case SpineOutcome.Failed failed ->
                EventTaken.refused(index, BatchError.of(new Unavailable(failed.detail(), SOON)));
        };
    }

    private Answer channels() {
        return Answer.ok(new ListOf<>(
                hexagon.channels().channels().stream().map(this::channel).toList(), null));
    }

    private ChannelView channel(String name) {
        return new ChannelView(
                name,
                hexagon.channels().activityTypes(name).stream()
                        .map(type -> hexagon.channels().find(name, type).orElse(null))
                        .filter(Objects::nonNull)
                        .map(ActivityTypeView::of)
                        .toList());
    }

    private Answer integrity(Call call) {
        List<SpineStore.IntegrityRule> rules = hexagon.transactions().read(call.actor(), hexagon.spine()::integrity);
        return Answer.ok(new IntegrityReport(
                rules,
                rules.stream().mapToLong(SpineStore.IntegrityRule::broken).sum()));
    }
}
