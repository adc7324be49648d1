package io.aicmo.port.contract;

import static io.aicmo.port.contract.Happening.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.PlanCreated;
import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.webhook.DeliveryAttempt;
import io.aicmo.domain.webhook.EndpointHealth;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SpineOutcome.Attribution;
import io.aicmo.port.event.EventCursors;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventFeed.Reading;
import io.aicmo.port.event.EventFeed.Told;
import io.aicmo.port.event.EventFeed.Wanted;
import io.aicmo.port.event.EventListener.Interest;
import io.aicmo.port.event.EventPosition;
import io.aicmo.port.event.EventTypes;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told is heard if and only if it happened, once, in order. */
public interface EventLogContract extends StoreContract {

    @Test
    default void whatATransactionTellsIsHeardOnceItIsKept() {
        Home home = world().aTenant();
        EventPosition before = now();
        DomainEvent event = aPlan(home);

        home.does(tx -> {
            adapter().eventLog().publish(tx, event);
            assertThat(heard(home, before)).isEmpty();
        });

        assertThat(heard(home, before)).containsExactly(event);
    }

    @Test
    default void whatIsRolledBackWasNeverTold() {
        Home home = world().aTenant();
        EventPosition before = now();

        assertThatThrownBy(() -> home.does(tx -> {
                    adapter().eventLog().publish(tx, aPlan(home));
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(heard(home, before)).isEmpty();
    }

    @Test
    default void whatATransactionTellsKeepsItsOrder() {
        Home home = world().aTenant();
        EventPosition before = now();
        List<DomainEvent> plans = Stream.generate(() -> aPlan(home)).limit(5).toList();

        home.does(tx -> {
            adapter().eventLog().publish(tx, plans.subList(0, 3));
            adapter().eventLog().publish(tx, List.of());
            adapter().eventLog().publish(tx, plans.subList(3, 5));
        });

        assertThat(heard(home, before)).containsExactlyElementsOf(plans);
    }

    @Test
    default void anEventIsAsManyExecutionsAwayFromItsCauseAsItsActor() {
        Home home = world().aTenant();
        EventPosition before = now();

        adapter().transactions().write(home.actor().after(2), tx -> {
            adapter().eventLog().publish(tx, aPlan(home));
            return true;
        });
        home.does(tx -> adapter().eventLog().publish(tx, aPlan(home)));

        assertThat(heard(home, before)).extracting(DomainEvent::hops).containsExactly(2, 0);
    }

    @Test
    default void readingOnFromAnyEventGivesTheRestAndNothingTwice() {
        Home home = world().aTenant();
        EventPosition before = now();
        for (int i = 0; i < 3; i++) {
            home.does(tx -> adapter().eventLog().publish(tx, List.of(aPlan(home), aPlan(home))));
        }
        List<Told> all = told(home, before);

        assertThat(all).hasSize(6);
        for (int i = 0; i < all.size(); i++) {
            EventPosition position = EventPosition.parse(all.get(i).position().toString());
            assertThat(told(home, position)).isEqualTo(all.subList(i + 1, all.size()));
        }
        assertThat(readInSteps(home, before, 1)).isEqualTo(all);
        assertThat(readInSteps(home, before, 3)).isEqualTo(all);
    }

    @Test
    default void onlyWhatIsWantedIsRead() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        EventPosition before = now();
        home.does(tx -> adapter().eventLog().publish(tx, aPlan(home)));
        stranger.does(tx -> adapter().eventLog().publish(tx, aPlan(stranger)));
        home.aLead();

        assertThat(heard(home, before)).extracting(DomainEvent::type).containsExactly("plan.created", "lead.created");
        assertThat(heard(home, before, Topics.of("lead.*")))
                .extracting(DomainEvent::type)
                .containsExactly("lead.created");
        assertThat(heard(home, before, Topics.of("job.finished", "lead.status_changed")))
                .isEmpty();
        assertThat(heard(stranger, before)).hasSize(1);
    }

    // What the spine tells

    @Test
    default void aReplyTellsOfTheActivityThenOfWhatItMovedAndPaused() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        SequenceRun run = home.aRun(lead);
        EventPosition before = now();

        Attribution reply = home.record(a("email_replied").to(lead));

        List<DomainEvent> heard = heard(home, before);
        assertThat(heard)
                .extracting(DomainEvent::type)
                .containsExactly("activity.recorded", "lead.status_changed", "sequence.paused");
        assertThat(heard).extracting(event -> event.id().value().version()).containsOnly(7);
        assertThat(heard.get(0).id().value()).isEqualTo(reply.activityId().value());
        assertThat(heard.get(0).data())
                .containsOnlyKeys(
                        "activity_id",
                        "activity_type",
                        "channel",
                        "contact_id",
                        "lead_id",
                        "campaign_id",
                        "workspace_id",
                        "occurred_at")
                .contains(
                        entry("activity_type", "email_replied"),
                        entry("channel", "email"),
                        entry("lead_id", lead.id().toString()),
                        entry("workspace_id", home.workspace().id().toString()));
        assertThat(heard.get(1).data())
                .isEqualTo(Map.of(
                        "lead_id", lead.id().toString(),
                        "contact_id", lead.contactId().toString(),
                        "workspace_id", lead.workspaceId().toString(),
                        "campaign_id", campaign.id().toString(),
                        "from", "new",
                        "to", "contacted",
                        "activity_id", reply.activityId().toString()));
        assertThat(heard.get(2).data())
                .isEqualTo(Map.of(
                        "run_id", run.id().toString(),
                        "sequence_id", run.sequenceId().toString(),
                        "lead_id", lead.id().toString(),
                        "contact_id", lead.contactId().toString(),
                        "workspace_id", lead.workspaceId().toString(),
                        "reason", "email_replied",
                        "activity_id", reply.activityId().toString()));
    }

    @Test
    default void anEventThatWasSeenBeforeTellsNothing() {
        Home home = world().aTenant();
        Happening reply = a("email_replied").to(home.aLead(home.aCampaign()));
        home.record(reply);
        EventPosition before = now();

        home.apply(reply, reply);

        assertThat(heard(home, before)).isEmpty();
    }

    @Test
    default void whatMovesNothingTellsOfTheActivityAlone() {
        Home home = world().aTenant();
        Lead lead = home.aLead(home.aCampaign());
        home.aRun(lead);
        home.record(a("email_replied").to(lead));
        EventPosition before = now();

        home.record(a("email_opened").to(lead));
        home.record(a("email_replied").to(lead).ago(Duration.ofDays(2)));
        home.record(a("email_sent").to(lead));

        assertThat(heard(home, before)).extracting(DomainEvent::type).containsOnly("activity.recorded");
    }

    @Test
    default void eventsThatAreAppliedTogetherAreToldEach() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        Lead one = home.aLead(home.aCampaign());
        Lead two = home.aLead(home.aCampaign());
        EventPosition before = now();

        adapter()
                .spine()
                .apply(List.of(
                        home.decide(a("email_replied").to(one)),
                        stranger.decide(a("email_opened").to(stranger.aLead(stranger.aCampaign()))),
                        home.decide(a("email_opened").to(two)),
                        home.decide(a("voice_meeting_booked").to(one))));

        assertThat(heard(home, before, Topics.of("activity.recorded")))
                .extracting(event -> event.data().get("activity_type"))
                .containsExactly("email_replied", "email_opened", "voice_meeting_booked");
        List<DomainEvent> moves = heard(home, before, Topics.of("lead.status_changed"));
        assertThat(moves.get(0).data().get("from")).isEqualTo("new");
        assertThat(moves.get(moves.size() - 1).data().get("to")).isEqualTo("qualified");
        assertThat(heard(stranger, before, Topics.of("activity.recorded"))).hasSize(1);
    }

    @Test
    default void howALeadMovesIsHeardInTheOrderInWhichItMovedWhoeverMovesItAtOnce() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        for (int round = 0; round < 10; round++) {
            Lead lead = home.aLead(campaign);
            EventPosition before = now();
            List<Callable<Boolean>> movers = new ArrayList<>();
            for (String type : List.of("email_replied", "voice_meeting_booked", "email_sent", "email_replied")) {
                movers.add(() -> !home.apply(a(type).to(lead)).isEmpty());
            }
            movers.add(() -> home.write(tx -> !adapter()
                    .spine()
                    .apply(tx, List.of(home.decide(a("email_replied").to(lead))))
                    .isEmpty()));

            assertThat(AtOnce.all(movers)).allMatch(AtOnce.Ended::well);

            List<DomainEvent> moves = heard(home, before, Topics.of("lead.status_changed"));
            Object at = "new";
            for (DomainEvent move : moves) {
                assertThat(move.data().get("from")).isEqualTo(at);
                at = move.data().get("to");
            }
            assertThat(at).isEqualTo("qualified");
        }
    }

    @Test
    default void nobodyWhoReadsOnMissesWhatManyTellAtOnce() throws Exception {
        Home home = world().aTenant();
        EventPosition before = now();
        int writers = 6;
        int each = 40;
        CountDownLatch writing = new CountDownLatch(writers);
        List<Told> heard = new ArrayList<>();
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            tasks.add(() -> {
                for (int i = 0; i < each; i++) {
                    home.does(tx -> adapter().eventLog().publish(tx, aPlan(home)));
                }
                writing.countDown();
                return true;
            });
        }
        tasks.add(() -> {
            EventPosition at = before;
            while (true) {
                boolean last = writing.getCount() == 0;
                Reading reading = adapter().eventFeed().read(of(home, Topics.ALL), at, settled(last), 7);
                heard.addAll(reading.events());
                if (last && reading.events().isEmpty()) {
                    return true;
                }
                at = reading.upTo();
            }
        });

        assertThat(AtOnce.all(tasks)).allMatch(AtOnce.Ended::well);

        assertThat(heard).isEqualTo(told(home, before)).hasSize(writers * each);
        assertThat(heard.stream().map(Told::position).toList()).isSorted();
    }

    // What records tell

    @Test
    default void aNewLeadIsToldOnceHoweverItWasMade() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        EventPosition before = now();
        Contact.Profile ada = Contact.Profile.of(new EmailAddress(World.word() + "@example.com"));

        Lead made = home.aLead(campaign);
        LeadStore.Upserted upserted = upsert(home, ada, campaign);
        upsert(home, ada, campaign);

        List<DomainEvent> heard = heard(home, before);
        assertThat(heard).extracting(DomainEvent::type).containsExactly("lead.created", "lead.created");
        assertThat(heard)
                .extracting(event -> event.data().get("lead_id"))
                .containsExactly(made.id().toString(), upserted.leadId().toString());
        assertThat(heard.get(1).data())
                .isEqualTo(Map.of(
                        "lead_id", upserted.leadId().toString(),
                        "contact_id", upserted.contactId().toString(),
                        "workspace_id", home.workspace().id().toString(),
                        "campaign_id", campaign.id().toString(),
                        "status", "new",
                        "source", "import"));
        assertThat(heard).extracting(event -> event.id().value().version()).containsOnly(7);
    }

    @Test
    default void aLeadThatIsMovedByHandTellsItsMoveAndNoOtherChangeDoes() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        EventPosition before = now();

        Lead scored = home.change(RecordTypes.LEADS, lead.edited(withSource(lead.edit(), "fair"), World.NOW));
        home.change(RecordTypes.LEADS, scored.edited(withStatus(scored.edit(), LeadStatus.QUALIFIED), World.NOW));

        assertThat(heard(home, before))
                .extracting(event -> event.type() + " " + event.data().get("from") + " "
                        + event.data().get("to"))
                .containsExactly("lead.status_changed new qualified");
    }

    @Test
    default void aCampaignIsLaunchedOnce() {
        Home home = world().aTenant();
        Campaign planned = home.keep(
                RecordTypes.CAMPAIGNS,
                Campaign.planned(
                        new io.aicmo.domain.shared.CampaignId(World.id()),
                        home.workspace().id(),
                        Campaign.Edit.named(World.word(), List.of("email")),
                        null,
                        World.NOW));
        EventPosition before = now();

        Campaign active = home.change(
                RecordTypes.CAMPAIGNS, planned.edited(planned.edit().with(CampaignStatus.ACTIVE), World.NOW));
        Campaign paused =
                home.change(RecordTypes.CAMPAIGNS, active.edited(active.edit().with(CampaignStatus.PAUSED), World.NOW));
        home.change(RecordTypes.CAMPAIGNS, paused.edited(paused.edit().with(CampaignStatus.ACTIVE), World.NOW));

        assertThat(heard(home, before)).extracting(DomainEvent::type).containsExactly("campaign.launched");
    }

    @Test
    default void anEndpointThatIsSwitchedOffByItselfIsToldOnceAndOneThatAPersonSwitchesOffIsNot() {
        Home home = world().aTenant();
        WebhookEndpoint dying = Components.with(anEndpoint(home, true), "health", EndpointHealth.WELL);
        WebhookEndpoint unwanted = Components.with(anEndpoint(home, true), "health", EndpointHealth.WELL);
        DeliveryAttempt gone = new DeliveryAttempt(World.NOW, 410, null, "answered 410", 3);
        EventPosition before = now();

        home.change(
                RecordTypes.WEBHOOK_ENDPOINTS,
                unwanted.revised(unwanted.url(), unwanted.topics(), null, null, false, World.NOW));
        WebhookEndpoint off = home.change(RecordTypes.WEBHOOK_ENDPOINTS, dying.after(gone, null, World.NOW));
        home.change(RecordTypes.WEBHOOK_ENDPOINTS, off.revised(off.url(), List.of("*"), null, null, false, World.NOW));

        List<DomainEvent> heard = heard(home, before);
        assertThat(heard).extracting(DomainEvent::type).containsExactly("webhook_endpoint.disabled");
        assertThat(heard.get(0).data())
                .isEqualTo(Map.of(
                        "webhook_endpoint_id", dying.id().toString(),
                        "campaign_id", String.valueOf(dying.campaignId()),
                        "description", String.valueOf(dying.description()),
                        "reason", "gone",
                        "failing_since", World.NOW.toString()));
    }

    // What jobs tell

    @Test
    default void aJobTellsHowFarItIsAndThatItEnded() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = home.write(tx -> {
            JobId made = new JobId(World.id());
            adapter().jobs().enqueue(tx, made, kind, Map.of(), World.NOW);
            return made;
        });
        JobQueue queue = adapter().jobQueue();
        JobQueue.Lease lease = queue.claim(
                        new JobQueue.Turns(Map.of(kind, 1), 1, 1, null, Set.of(), Duration.ofMinutes(1), World.NOW))
                .get(0)
                .lease();
        EventPosition before = now();

        queue.beat(List.of(new JobQueue.Beat(lease, new Job.Progress(1, 3))), World.NOW.plusSeconds(60), World.NOW);
        queue.beat(List.of(new JobQueue.Beat(lease, new Job.Progress(1, 3))), World.NOW.plusSeconds(60), World.NOW);
        JobQueue.Outcome end = new JobQueue.Outcome(
                lease, Job.Status.SUCCEEDED, new Job.Progress(3, 3), null, Map.of(), World.NOW, true);
        queue.end(List.of(end), World.NOW);
        queue.end(List.of(end), World.NOW);

        List<DomainEvent> heard = heard(home, before);
        assertThat(heard).extracting(DomainEvent::type).containsExactly("job.progress", "job.finished");
        assertThat(new TreeMap<>(heard.get(0).data()))
                .hasToString("{done=1, job_id=" + id + ", kind=" + kind + ", total=3}");
        assertThat(new TreeMap<>(heard.get(1).data()))
                .hasToString("{job_id=" + id + ", kind=" + kind + ", status=succeeded, tries=1}");
    }

    @Test
    default void whatAJobTellsIsAsManyExecutionsAwayFromItsCauseAsTheJob() {
        Home home = world().aTenant();
        String kind = World.word();
        home.does(tx -> adapter().jobs().enqueue(tx, new JobId(World.id()), kind, Map.of(), World.NOW));
        adapter().transactions().write(home.actor().after(2), tx -> {
            adapter().jobs().enqueue(tx, new JobId(World.id()), kind, Map.of(), World.NOW);
            return true;
        });
        List<JobQueue.Claimed> claimed = adapter()
                .jobQueue()
                .claim(new JobQueue.Turns(Map.of(kind, 2), 2, 2, null, Set.of(), Duration.ofMinutes(1), World.NOW));
        EventPosition before = now();

        Job.Progress half = new Job.Progress(1, 2);
        adapter()
                .jobQueue()
                .beat(
                        claimed.stream()
                                .map(one -> new JobQueue.Beat(one.lease(), half))
                                .toList(),
                        World.NOW.plusSeconds(60),
                        World.NOW);
        adapter()
                .jobQueue()
                .end(
                        claimed.stream()
                                .map(one -> new JobQueue.Outcome(
                                        one.lease(), Job.Status.DEAD, half, "no", null, World.NOW, true))
                                .toList(),
                        World.NOW);

        assertThat(heard(home, before))
                .extracting(event -> event.type() + " " + event.hops())
                .containsExactlyInAnyOrder("job.progress 0", "job.progress 2", "job.finished 0", "job.finished 2");
        assertThat(heard(home, before))
                .filteredOn(event -> event.hops() == 2)
                .extracting(event -> event.data().get("job_id"))
                .containsOnly(claimed.stream()
                        .map(JobQueue.Claimed::job)
                        .filter(job -> job.hops() == 2)
                        .map(job -> job.id().toString())
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    default void aJobThatIsCancelledBeforeItBeganHasEnded() {
        Home home = world().aTenant();
        JobId id = new JobId(World.id());
        home.does(tx -> adapter().jobs().enqueue(tx, id, World.word(), Map.of(), World.NOW));
        EventPosition before = now();

        home.does(tx -> adapter().jobs().cancel(tx, id, World.NOW));

        assertThat(heard(home, before))
                .extracting(event -> event.type() + " " + event.data().get("status"))
                .containsExactly("job.finished cancelled");
    }

    @Test
    default void aQuietJobTellsNobodyHowFarItIsAndHowItEnded() {
        Home home = world().aTenant();
        String kind = World.word();
        EventPosition before = now();
        quiet(home, kind);
        JobQueue queue = adapter().jobQueue();
        JobQueue.Claimed running = queue.claim(
                        new JobQueue.Turns(Map.of(kind, 1), 1, 1, null, Set.of(), Duration.ofMinutes(1), World.NOW))
                .get(0);
        JobId waiting = quiet(home, kind);

        Job.Progress third = new Job.Progress(1, 3);
        queue.beat(List.of(new JobQueue.Beat(running.lease(), third)), World.NOW.plusSeconds(60), World.NOW);
        queue.end(
                List.of(new JobQueue.Outcome(running.lease(), Job.Status.DEAD, third, "no", null, World.NOW, true)),
                World.NOW);
        home.does(tx -> adapter().jobs().cancel(tx, waiting, World.NOW));

        assertThat(running.job().quiet()).isTrue();
        assertThat(home.job(waiting).orElseThrow().quiet()).isTrue();
        assertThat(heard(home, before)).isEmpty();
    }

    private JobId quiet(Home home, String kind) {
        return home.write(tx -> adapter()
                .jobs()
                .enqueue(
                        tx,
                        JobKind.of(kind, Nothing.class)
                                .quietly()
                                .job(new JobId(World.id()), new Nothing(), World.NOW)));
    }

    /** What a job needs to know that needs to know nothing. */
    record Nothing() {}

    // How far listeners have heard

    @Test
    default void aListenerBeginsWhereItIsToldToAndIsMovedOnByOneAtATime() {
        EventCursors cursors = adapter().eventCursors();
        String listener = World.word();
        long now = settled(true);

        EventPosition first = cursors.position(listener, now);

        assertThat(first).isEqualTo(EventPosition.endOf(now));
        assertThat(cursors.position(listener, now + 7)).isEqualTo(first);
        EventPosition next = new EventPosition(now + 1, 3);
        assertThat(cursors.advance(listener, first, next)).isTrue();
        assertThat(cursors.advance(listener, first, new EventPosition(now + 2, 0)))
                .isFalse();
        assertThat(cursors.position(listener, now)).isEqualTo(next);
    }

    private LeadStore.Upserted upsert(Home home, Contact.Profile profile, Campaign campaign) {
        return home.write(tx -> adapter()
                .leads()
                .upsert(
                        tx,
                        profile,
                        campaign.id(),
                        campaign.workspaceId(),
                        "import",
                        new ContactId(World.id()),
                        new LeadId(World.id()),
                        World.NOW));
    }

    private static Lead.Edit withStatus(Lead.Edit edit, LeadStatus status) {
        return new Lead.Edit(status, edit.ownerId(), edit.budgetMin(), edit.budgetCurrency(), edit.source());
    }

    @Test
    default void whoIsInterestedIsSeenByWhatTheyHave() {
        Home serving = world().aTenant();
        Home resting = world().aTenant();
        Home without = world().aTenant();
        WebhookEndpoint endpoint = anEndpoint(serving, true);
        anEndpoint(resting, false);

        assertThat(interested()).contains(serving.tenant()).doesNotContain(resting.tenant(), without.tenant());
        serving.delete(RecordTypes.WEBHOOK_ENDPOINTS, endpoint.id());
        assertThat(interested()).doesNotContain(serving.tenant());
    }

    private static WebhookEndpoint anEndpoint(Home home, boolean enabled) {
        WebhookEndpoint endpoint = Sample.WEBHOOK_ENDPOINTS.record(home);
        return home.keep(RecordTypes.WEBHOOK_ENDPOINTS, Components.with(endpoint, "enabled", enabled));
    }

    private Set<TenantId> interested() {
        return adapter().eventFeed().tenantsWith(new Interest(RecordTypes.WEBHOOK_ENDPOINTS, "enabled"));
    }

    private static Lead.Edit withSource(Lead.Edit edit, String source) {
        return new Lead.Edit(edit.status(), edit.ownerId(), edit.budgetMin(), edit.budgetCurrency(), source);
    }

    private static DomainEvent aPlan(Home home) {
        return EventTypes.PLAN_CREATED.event(
                World.id(),
                new PlanCreated(new PlanId(World.id()), home.workspace().id(), "draft"),
                World.NOW);
    }

    private EventPosition now() {
        return EventPosition.endOf(settled(true));
    }

    /** Looks until nothing is unsettled, or once. */
    private long settled(boolean wholly) {
        EventFeed.Horizon horizon = adapter().eventFeed().horizon();
        for (int i = 0; wholly && horizon.behind() && i < 10_000; i++) {
            horizon = adapter().eventFeed().horizon();
        }
        assertThat(wholly && horizon.behind()).isFalse();
        return horizon.number();
    }

    private static Wanted of(Home home, Topics topics) {
        return new Wanted(Set.of(home.tenant()), topics);
    }

    private List<Told> told(Home home, EventPosition after) {
        return adapter()
                .eventFeed()
                .read(of(home, Topics.ALL), after, settled(true), 10_000)
                .events();
    }

    private List<DomainEvent> heard(Home home, EventPosition after) {
        return heard(home, after, Topics.ALL);
    }

    private List<DomainEvent> heard(Home home, EventPosition after, Topics topics) {
        return adapter().eventFeed().read(of(home, topics), after, settled(true), 10_000).events().stream()
                .map(Told::event)
                .toList();
    }

    private List<Told> readInSteps(Home home, EventPosition after, int most) {
        List<Told> all = new ArrayList<>();
        EventPosition at = after;
        long upTo = settled(true);
        for (int i = 0; i < 1_000 && at.number() < upTo; i++) {
            Reading reading = adapter().eventFeed().read(of(home, Topics.ALL), at, upTo, most);
            all.addAll(reading.events());
            at = reading.upTo();
        }
        return all;
    }
}
