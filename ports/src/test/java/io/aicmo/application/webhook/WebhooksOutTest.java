package io.aicmo.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.application.job.ControlJob;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.WebhookEndpointDisabled;
import io.aicmo.domain.shared.EventId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.shared.WebhookMessageId;
import io.aicmo.domain.tenant.Role;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.domain.webhook.DeliveryAttempt;
import io.aicmo.domain.webhook.DeliveryStatus;
import io.aicmo.domain.webhook.DisabledReason;
import io.aicmo.domain.webhook.EndpointHealth;
import io.aicmo.domain.webhook.WebhookDelivery;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.contract.OneTry;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventPosition;
import io.aicmo.port.event.EventTypes;
import io.aicmo.port.inmemory.InMemory;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.webhook.SigningKeys;
import io.aicmo.port.webhook.WebhookSender;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant's events on their way out, with a clock that is turned by hand and receivers that answer as they are told. */
class WebhooksOutTest {
    private final InMemory memory = new InMemory();
    private final Actor actor = Actor.system(new TenantId(UUID.randomUUID()));
    private final List<WebhookSender.Message> sent = new ArrayList<>();
    private final QueueWebhooks queue =
            new QueueWebhooks(memory.records(), memory.jobs(), Ids.timeOrdered(() -> now()), () -> now());
    private final Ids ids = Ids.timeOrdered(() -> now());
    private final Random random = new Random(7);
    private final List<WebhookEndpointId> switchedOff = new ArrayList<>();
    private final Receiver receiver = new Receiver();
    private final DeliverWebhook deliver = new DeliverWebhook(
            memory.transactions(),
            memory.records(),
            memory.vault(),
            receiver,
            queue,
            random,
            () -> now(),
            (tx, endpoint) -> switchedOff.add(endpoint.id()));
    private final ReplayWebhooks replay =
            new ReplayWebhooks(memory.transactions(), memory.records(), memory.jobs(), queue, ids, () -> now());
    private final SendWebhookEvent send =
            new SendWebhookEvent(memory.transactions(), memory.records(), memory.jobs(), queue, ids, () -> now());
    private final TestWebhookEndpoint test =
            new TestWebhookEndpoint(memory.transactions(), memory.records(), queue, ids, () -> now());
    private Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private Function<WebhookSender.Message, WebhookSender.Receipt> answers = message -> answer(200, null);

    private Instant now() {
        return now;
    }

    @BeforeEach
    void aTenant() {
        memory.transactions().write(actor, tx -> {
            memory.tenants().insert(tx, new Tenant(actor.tenant(), "Acme", ZoneOffset.UTC, now));
            return tx;
        });
    }

    @Test
    void everyEndpointThatWantsItGetsItOnceHoweverOftenItIsQueued() throws Exception {
        WebhookEndpointId leads =
                anEndpoint("https://leads.example", "lead.*").endpoint().id();
        anEndpoint("https://deals.example", "deal.*");
        QueueWebhooks.Message message = aMessage("lead.created");

        memory.transactions().write(actor, tx -> queue.toAll(tx, List.of(message)));
        List<QueueWebhooks.Queued> again = memory.transactions().write(actor, tx -> queue.toAll(tx, List.of(message)));
        runWhatIsDue();

        assertThat(again).isEmpty();
        assertThat(sent).extracting(WebhookSender.Message::url).containsExactly("https://leads.example");
        assertThat(sent.get(0).id()).isEqualTo(message.id());
        assertThat(deliveries(leads)).singleElement().satisfies(delivery -> {
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(delivery.tries()).isEqualTo(1);
            assertThat(delivery.attempts()).extracting(DeliveryAttempt::status).containsExactly(200);
        });
    }

    @Test
    void whatFailsIsTriedEightTimesByTheScheduleAndThenGivenUp() throws Exception {
        WebhookEndpointId endpoint =
                anEndpoint("https://a.example", "*").endpoint().id();
        answers = message -> answer(500, null);
        Instant begun = now;
        queued("lead.created");

        List<Duration> at = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int before = sent.size();
            runWhatIsDue();
            if (sent.size() > before) {
                at.add(Duration.between(begun, now));
            }
            Instant next = deliveries(endpoint).get(0).nextTryAt();
            if (next == null) {
                break;
            }
            now = next;
        }

        assertThat(at).hasSize(8);
        assertThat(at.get(1)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
        assertThat(at.get(2).minus(at.get(1))).isBetween(Duration.ofMinutes(5), Duration.ofSeconds(331));
        assertThat(at.get(7)).isBetween(Duration.ofHours(27), Duration.ofHours(31));
        assertThat(sent)
                .extracting(WebhookSender.Message::id)
                .containsOnly(sent.get(0).id());
        WebhookDelivery delivery = deliveries(endpoint).get(0);
        assertThat(delivery.status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(delivery.attempts()).hasSize(8);
        assertThat(endpoint(endpoint).enabled()).isTrue();
    }

    @Test
    void aBusyReceiverIsLeftAloneAsLongAsItAsks() throws Exception {
        WebhookEndpointId endpoint =
                anEndpoint("https://a.example", "*").endpoint().id();
        answers = message -> answer(429, Duration.ofMinutes(10));
        Instant begun = now;
        queued("lead.created");
        runWhatIsDue();

        queued("lead.lost");
        runWhatIsDue();

        assertThat(sent).hasSize(1);
        assertThat(deliveries(endpoint))
                .allSatisfy(delivery ->
                        assertThat(delivery.nextTryAt()).isAfterOrEqualTo(begun.plus(Duration.ofMinutes(10))));
        assertThat(deliveries(endpoint)).extracting(WebhookDelivery::tries).containsExactlyInAnyOrder(1, 0);
    }

    @Test
    void aReceiverThatIsGoneIsSwitchedOffAndWhatWaitsForItIsGivenUp() throws Exception {
        WebhookEndpointId endpoint =
                anEndpoint("https://a.example", "*").endpoint().id();
        answers = message -> answer(410, null);
        queued("lead.created");
        queued("lead.lost");
        runWhatIsDue();

        queued("lead.won");
        runWhatIsDue();

        assertThat(sent).hasSize(1);
        assertThat(endpoint(endpoint).health().disabledBecause()).isEqualTo(DisabledReason.GONE);
        assertThat(switchedOff).containsExactly(endpoint);
        assertThat(deliveries(endpoint)).hasSize(2).allSatisfy(delivery -> {
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.FAILED);
            assertThat(delivery.nextTryAt()).isNull();
        });
    }

    @Test
    void anEndpointThatIsSwitchedOffIsToldToTheOthersAndNotToItself() throws Exception {
        anEndpoint("https://gone.example", "*");
        anEndpoint("https://there.example", "webhook_endpoint.*");
        answers = message -> answer(message.url().contains("gone") ? 410 : 200, null);
        EventPosition before = EventPosition.endOf(memory.eventFeed().horizon().number());
        queued("lead.created");
        queued("lead.lost");
        runWhatIsDue();
        sent.clear();

        List<DomainEvent> told = memory
                .eventFeed()
                .read(EventFeed.Wanted.ALL, before, memory.eventFeed().horizon().number(), 100)
                .events()
                .stream()
                .map(EventFeed.Told::event)
                .filter(event -> event.type().startsWith("webhook_endpoint."))
                .toList();
        new TellWebhooks(memory.transactions(), queue).handle(actor, told);
        runWhatIsDue();

        assertThat(sent).singleElement().satisfies(message -> {
            assertThat(message.url()).isEqualTo("https://there.example");
            assertThat(message.type()).isEqualTo("webhook_endpoint.disabled");
            assertThat(message.data()).containsEntry("reason", "gone");
        });
    }

    @Test
    void whoMayReadEndpointsMayKnowThatOneIsOff() {
        DomainEvent event = EventTypes.WEBHOOK_ENDPOINT_DISABLED.event(
                ids.next(),
                new WebhookEndpointDisabled(new WebhookEndpointId(ids.next()), null, null, "failing", now),
                now);

        assertThat(Arrays.stream(Role.values()).filter(role -> mayKnow(role, event)))
                .containsExactly(Role.OWNER, Role.ADMIN);
    }

    private boolean mayKnow(Role role, DomainEvent event) {
        Actor member = Actor.user(actor.tenant(), new UserId(ids.next()), role, Set.of());
        return EventTypes.WEBHOOK_ENDPOINT_DISABLED.isVisible(member, event);
    }

    @Test
    void aDeadReceiverCostsAFewTriesHoweverMuchWaitsForIt() throws Exception {
        WebhookEndpointId endpoint =
                anEndpoint("https://dead.example", "*").endpoint().id();
        answers = message ->
                new WebhookSender.Receipt(new DeliveryAttempt(now, null, null, "no answer in time", 10_000), null);
        for (int i = 0; i < 200; i++) {
            queued("lead.created");
        }

        runWhatIsDue();
        assertThat(sent).hasSize(5);
        now = now.plusSeconds(40);
        runWhatIsDue();
        assertThat(sent).as("one found out").hasSize(6);

        answers = message -> answer(200, null);
        for (int i = 0; i < 50 && !isAllDelivered(endpoint); i++) {
            now = now.plusSeconds(60);
            runWhatIsDue();
        }
        assertThat(isAllDelivered(endpoint)).isTrue();
        assertThat(endpoint(endpoint).health().failures()).isZero();
    }

    @Test
    void whatIsQueuedForAReceiverThatIsLeftAloneIsNotLookedAtBeforeThat() throws Exception {
        WebhookEndpointId endpoint =
                anEndpoint("https://dead.example", "*").endpoint().id();
        answers = message -> answer(500, null);
        for (int i = 0; i < 5; i++) {
            queued("lead.created");
        }
        runWhatIsDue();
        Instant pausedUntil = Objects.requireNonNull(endpoint(endpoint).health().pausedUntil());

        queued("lead.won");

        assertThat(claim()).isEmpty();
        assertThat(deliveries(endpoint))
                .filteredOn(delivery -> delivery.type().equals("lead.won"))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.nextTryAt()).isEqualTo(pausedUntil);
                    assertThat(delivery.tries()).isZero();
                });
    }

    @Test
    void aTestMessageIsSentAtOnceToAReceiverThatIsLeftAloneAndEndsThatIfItArrives() throws Exception {
        WebhookEndpointId endpoint = aReceiverThatIsLeftAlone();
        answers = message -> answer(200, null);

        test.handle(actor, endpoint);
        runWhatIsDue();

        assertThat(sent).last().extracting(WebhookSender.Message::type).isEqualTo(TestWebhookEndpoint.TYPE);
        assertThat(endpoint(endpoint).health()).isEqualTo(EndpointHealth.WELL);
    }

    @Test
    void aTestMessageThatDoesNotArriveIsTriedAgainWhenTheOthersAre() throws Exception {
        WebhookEndpointId endpoint = aReceiverThatIsLeftAlone();
        int before = sent.size();

        test.handle(actor, endpoint);
        runWhatIsDue();
        Instant pausedUntil = Objects.requireNonNull(endpoint(endpoint).health().pausedUntil());
        while (now.isBefore(pausedUntil.minusSeconds(1))) {
            now = now.plusSeconds(1);
            runWhatIsDue();
        }

        assertThat(sent).hasSize(before + 1);
    }

    @Test
    void aReceiverThatIsSwitchedOffIsSentNoTestMessage() {
        WebhookEndpointId id = anEndpoint("https://a.example", "*").endpoint().id();
        WebhookEndpoint endpoint = endpoint(id);
        memory.transactions()
                .write(
                        actor,
                        tx -> memory.records()
                                .of(RecordTypes.WEBHOOK_ENDPOINTS)
                                .update(tx, endpoint.revised(endpoint.url(), List.of("*"), null, null, false, now)));

        assertThatThrownBy(() -> test.handle(actor, id))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook_endpoint.disabled"));
        assertThat(deliveries(id)).isEmpty();
    }

    private WebhookEndpointId aReceiverThatIsLeftAlone() throws InterruptedException {
        WebhookEndpointId endpoint =
                anEndpoint("https://dead.example", "*").endpoint().id();
        answers = message -> answer(500, null);
        for (int i = 0; i < 5; i++) {
            queued("lead.created");
        }
        runWhatIsDue();
        assertThat(endpoint(endpoint).health().isPaused(now)).isTrue();
        return endpoint;
    }

    @Test
    void whoeverDiesBetweenSendingAndKeepingSendsAgainWithTheSameId() throws Exception {
        anEndpoint("https://a.example", "*");
        queued("lead.created");
        answers = message -> {
            throw new IllegalStateException("the process dies here");
        };
        JobQueue.Claimed claimed = claim().get(0);
        assertThatThrownBy(() -> run(claimed, deliver)).hasMessageContaining("dies");

        answers = message -> answer(200, null);
        assertThat(run(claimed, deliver)).containsEntry("outcome", "delivered");
        assertThat(run(claimed, deliver)).containsEntry("outcome", "done_before");
        assertThat(sent)
                .hasSize(2)
                .extracting(WebhookSender.Message::id)
                .containsOnly(sent.get(0).id());
    }

    @Test
    void whileKeysRotateBothSignAndAfterwardsTheNewOnesAlone() throws Exception {
        AddWebhookEndpoint.Result made = anEndpoint("https://a.example", "*");
        RotateWebhookSecret rotate = new RotateWebhookSecret(
                memory.transactions(), memory.records(), memory.vault(), receiver, random, () -> now);

        RotateWebhookSecret.Result rotated =
                rotate.handle(actor, made.endpoint().id(), Duration.ofHours(1));
        queued("lead.created");
        runWhatIsDue();
        now = now.plus(Duration.ofHours(1));
        queued("lead.won");
        runWhatIsDue();

        assertThat(sent.get(0).keys()).extracting(SigningKeys::secret).containsExactly(rotated.secret(), made.secret());
        assertThat(sent.get(1).keys()).extracting(SigningKeys::secret).containsExactly(rotated.secret());
        assertThatThrownBy(() -> rotate.handle(actor, made.endpoint().id(), Duration.ofDays(8)))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook_endpoint.overlap_out_of_range"));
    }

    @Test
    void everythingSinceATimeIsSentAgainOnceWithItsIds() throws Exception {
        WebhookEndpointId endpoint =
                anEndpoint("https://a.example", "*").endpoint().id();
        queued("lead.created");
        runWhatIsDue();
        now = now.plusSeconds(60);
        Instant since = now;
        answers = message -> message.type().equals("lead.lost") ? answer(400, null) : answer(200, null);
        for (int i = 0; i < 250; i++) {
            queued(i == 0 ? "lead.lost" : "lead.won");
        }
        runWhatIsDue();
        sent.clear();
        now = now.plusSeconds(1);
        answers = message -> answer(200, null);

        replay.request(actor, endpoint, since, false);
        runWhatIsDue();

        // What waits for its next try is on its way anyhow.
        assertThat(sent).hasSize(249);
        assertThat(sent).extracting(WebhookSender.Message::type).containsOnly("lead.won");
    }

    @Test
    void oneDeliveryIsSentAgainWhenSomebodyAsks() throws Exception {
        WebhookEndpointId endpoint =
                anEndpoint("https://a.example", "*").endpoint().id();
        queued("lead.created");
        runWhatIsDue();

        replay.one(actor, deliveries(endpoint).get(0).id());
        runWhatIsDue();

        assertThat(sent)
                .hasSize(2)
                .extracting(WebhookSender.Message::id)
                .containsOnly(sent.get(0).id());
        assertThat(deliveries(endpoint).get(0).attempts()).hasSize(2);
    }

    @Test
    void aDeliveryWhoseJobIsGivenUpHasFailedAndIsReplayedWithAllThatFailed() throws Exception {
        WebhookEndpointId endpoint =
                anEndpoint("https://a.example", "*").endpoint().id();
        Instant since = now;
        queued("lead.created");
        JobQueue.Claimed claimed = claim().get(0);

        deliver.givenUp(new OneTry<>(claimed, DeliverWebhook.JOB), "whoever did it did not come back");
        deliver.givenUp(new OneTry<>(claimed, DeliverWebhook.JOB), "whoever did it did not come back");

        assertThat(deliveries(endpoint)).singleElement().satisfies(delivery -> {
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.FAILED);
            assertThat(delivery.attempts())
                    .extracting(DeliveryAttempt::error)
                    .containsExactly("whoever did it did not come back");
        });
        assertThat(endpoint(endpoint).health().failures()).isZero();
        now = now.plusSeconds(1);
        replay.request(actor, endpoint, since, true);
        runWhatIsDue();
        assertThat(isAllDelivered(endpoint)).isTrue();
    }

    @Test
    void aDeliveryThatIsBeyondTheTryOfAJobStaysAsItIsWhenThatIsGivenUp() throws Exception {
        WebhookEndpointId endpoint =
                anEndpoint("https://a.example", "*").endpoint().id();
        queued("lead.created");
        JobQueue.Claimed claimed = claim().get(0);
        run(claimed, deliver);

        deliver.givenUp(new OneTry<>(claimed, DeliverWebhook.JOB), "whoever did it did not come back");

        assertThat(isAllDelivered(endpoint)).isTrue();
    }

    @Test
    void aDeliveryWhoseJobIsCancelledIsGivenUpAndTriedAnewWithIt() throws Exception {
        WebhookEndpointId endpoint =
                anEndpoint("https://a.example", "*").endpoint().id();
        ControlJob controlJob =
                new ControlJob(memory.jobs(), List.of(new FailWithJob(memory.records(), queue, () -> now)), () -> now);
        QueueWebhooks.Queued waiting = memory.transactions()
                .write(actor, tx -> queue.toAll(tx, List.of(aMessage("lead.created"))))
                .get(0);

        memory.transactions().write(actor, tx -> controlJob.cancel(tx, waiting.job()));
        runWhatIsDue();
        assertThat(sent).isEmpty();
        assertThat(deliveries(endpoint)).extracting(WebhookDelivery::status).containsExactly(DeliveryStatus.FAILED);

        memory.transactions().write(actor, tx -> controlJob.retry(tx, waiting.job()));
        runWhatIsDue();
        assertThat(sent).hasSize(1);
        assertThat(isAllDelivered(endpoint)).isTrue();
    }

    @Test
    void whatATenantSaysHasHappenedIsToldOnceThoughTheJobRunsTwice() throws Exception {
        anEndpoint("https://a.example", "order.*");
        send.request(actor, "order.paid", null, Map.of("total", 12));
        JobQueue.Claimed claimed = claim().get(0);

        runSend(claimed);
        runSend(claimed);
        runWhatIsDue();

        assertThat(sent).singleElement().satisfies(message -> {
            assertThat(message.type()).isEqualTo("order.paid");
            assertThat(message.data()).isEqualTo(Map.of("total", 12));
        });
        assertThatThrownBy(() -> send.request(actor, "Order Paid", null, Map.of()))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook.type_invalid"));
    }

    @Test
    void whatHappenedIsToldOnceToEachEndpointHoweverOftenItIsHeard() throws Exception {
        anEndpoint("https://leads.example", "lead.*");
        anEndpoint("https://deals.example", "deal.*");
        DomainEvent event = new DomainEvent(new EventId(ids.next()), "lead.created", now, 0, Map.of("lead_id", "1"));
        TellWebhooks tell = new TellWebhooks(memory.transactions(), queue);

        tell.handle(actor, List.of(event));
        tell.handle(actor, List.of(event));
        runWhatIsDue();

        assertThat(sent).singleElement().satisfies(message -> {
            assertThat(message.url()).isEqualTo("https://leads.example");
            assertThat(message.id().value()).isEqualTo(event.id().value());
            assertThat(message.data()).isEqualTo(Map.of("lead_id", "1"));
        });
    }

    @Test
    void aTenantHasFiftyEndpointsAtMost() {
        for (int i = 0; i < AddWebhookEndpoint.MOST; i++) {
            anEndpoint("https://a.example/" + i, "*");
        }

        assertThatThrownBy(() -> anEndpoint("https://a.example/more", "*"))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook_endpoint.too_many"));
    }

    private AddWebhookEndpoint.Result anEndpoint(String url, String topic) {
        return new AddWebhookEndpoint(
                        memory.transactions(), memory.records(), memory.vault(), receiver, random, ids, () -> now)
                .handle(actor, new AddWebhookEndpoint.Command(url, List.of(topic), null, null, true));
    }

    private QueueWebhooks.Message aMessage(String type) {
        return new QueueWebhooks.Message(new WebhookMessageId(ids.next()), type, now, null, Map.of("id", "1"));
    }

    private void queued(String type) {
        memory.transactions().write(actor, tx -> queue.toAll(tx, List.of(aMessage(type))));
    }

    private WebhookEndpoint endpoint(WebhookEndpointId id) {
        return memory.transactions()
                .read(
                        actor,
                        tx -> memory.records().of(RecordTypes.WEBHOOK_ENDPOINTS).get(tx, id));
    }

    private List<WebhookDelivery> deliveries(WebhookEndpointId endpoint) {
        ListQuery query = ListQuery.newest(200).where("webhookEndpointId", endpoint);
        return memory.transactions()
                .read(
                        actor,
                        tx -> memory.records()
                                .of(RecordTypes.WEBHOOK_DELIVERIES)
                                .list(tx, query))
                .data();
    }

    private boolean isAllDelivered(WebhookEndpointId endpoint) {
        return deliveries(endpoint).stream().allMatch(delivery -> delivery.status() == DeliveryStatus.DELIVERED);
    }

    private void runWhatIsDue() throws InterruptedException {
        List<JobQueue.Claimed> claimed = claim();
        while (!claimed.isEmpty()) {
            for (JobQueue.Claimed one : claimed) {
                run(one, deliver);
                memory.jobQueue()
                        .end(
                                List.of(new JobQueue.Outcome(
                                        one.lease(),
                                        Job.Status.SUCCEEDED,
                                        Job.Progress.NONE,
                                        null,
                                        Map.of(),
                                        now,
                                        true)),
                                now);
            }
            claimed = claim();
        }
    }

    private List<JobQueue.Claimed> claim() {
        Map<String, Integer> kinds =
                Map.of(DeliverWebhook.JOB.name(), 32, ReplayWebhooks.JOB.name(), 8, SendWebhookEvent.JOB.name(), 8);
        return memory.jobQueue().claim(new JobQueue.Turns(kinds, 16, 16, null, Set.of(), Duration.ofMinutes(1), now));
    }

    private Map<String, Object> run(JobQueue.Claimed claimed, DeliverWebhook by) throws InterruptedException {
        if (claimed.job().kind().equals(ReplayWebhooks.JOB.name())) {
            return replay.handle(new OneTry<>(claimed, ReplayWebhooks.JOB));
        }
        return claimed.job().kind().equals(SendWebhookEvent.JOB.name())
                ? runSend(claimed)
                : by.handle(new OneTry<>(claimed, DeliverWebhook.JOB));
    }

    private Map<String, Object> runSend(JobQueue.Claimed claimed) {
        return send.handle(new OneTry<>(claimed, SendWebhookEvent.JOB));
    }

    private WebhookSender.Receipt answer(int status, @Nullable Duration retryAfter) {
        String error = status == 200 ? null : "answered " + status;
        return new WebhookSender.Receipt(new DeliveryAttempt(now, status, "", error, 3), retryAfter);
    }

    /** Whoever is out there. */
    private final class Receiver implements WebhookSender {
        private int made;

        @Override
        public SigningKeys newKeys(RandomGenerator chance) {
            made++;
            return new SigningKeys("whsec_" + made, "whsk_" + made, "whpk_" + made);
        }

        @Override
        public void checkUrl(String url) {}

        @Override
        public Receipt send(Message message, Instant at) {
            sent.add(message);
            return answers.apply(message);
        }
    }
}
