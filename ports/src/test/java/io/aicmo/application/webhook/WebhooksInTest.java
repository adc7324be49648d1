package io.aicmo.application.webhook;

import static io.aicmo.port.contract.Happening.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.application.job.ControlJob;
import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.WebhookEventId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.tenant.WebhookSource;
import io.aicmo.domain.webhook.WebhookEvent;
import io.aicmo.domain.webhook.WebhookEventStatus;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.Unavailable;
import io.aicmo.port.Vault;
import io.aicmo.port.contract.Home;
import io.aicmo.port.contract.OneTry;
import io.aicmo.port.contract.World;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.inmemory.InMemory;
import io.aicmo.port.inmemory.InMemoryForTests;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.RetryPolicy;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Webhooks that were taken, while the spine is full, whoever processes them dies, or somebody cancels that. */
class WebhooksInTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final InMemory memory = new InMemory();
    private final Home home = new World(InMemoryForTests.adapter(memory)).aTenant();
    private final Lead lead = home.aLead();
    private final Spine spine = new Spine(memory.spine());
    private Instant now = World.NOW;
    private final ProcessWebhooks process = new ProcessWebhooks(
            memory.transactions(),
            memory.records(),
            List.of(new Opened()),
            new ReceiveWebhook(
                    memory.credentials(),
                    memory.vault(),
                    List.of(),
                    new SpineRules(home.adapter().channels()),
                    spine,
                    World::id,
                    () -> now),
            () -> now);
    private final ReplayWebhookEvents replay =
            new ReplayWebhookEvents(memory.transactions(), memory.records(), memory.jobs(), World::id, () -> now);
    private final ControlJob controlJob = new ControlJob(
            memory.jobs(), List.of(new LeaveWithJob(memory.records(), memory.jobs(), World::id, () -> now)), () -> now);

    @Test
    void aWebhookIsTriedForHoursWhileTheSpineIsFull() {
        WebhookEvent event = taken();
        JobQueue.Claimed claimed = claim();
        spine.full = true;

        assertThatThrownBy(() -> process.handle(new OneTry<>(claimed, ProcessWebhooks.JOB)))
                .isInstanceOf(Unavailable.class);
        assertThat(event(event).status()).isEqualTo(WebhookEventStatus.RECEIVED);

        RetryPolicy retry = ProcessWebhooks.JOB.retry();
        assertThat(IntStream.range(1, retry.tries()).mapToObj(retry::restAfter).reduce(Duration.ZERO, Duration::plus))
                .isGreaterThan(Duration.ofHours(2));

        spine.full = false;
        process.handle(new OneTry<>(claimed, ProcessWebhooks.JOB));
        assertThat(event(event).status()).isEqualTo(WebhookEventStatus.PROCESSED);
        assertThat(home.timeline(lead.id())).extracting(Activity::type).containsExactly("email_opened");
    }

    @Test
    void aWebhookWhoseJobIsGivenUpHasFailedAndIsReplayedWithAllOfItsTime() {
        WebhookEvent event = taken();

        process.givenUp(new OneTry<>(claim(), ProcessWebhooks.JOB), "whoever did it did not come back");

        assertThat(event(event).status()).isEqualTo(WebhookEventStatus.FAILED);
        assertThat(event(event).error()).isEqualTo("whoever did it did not come back");
        now = now.plusSeconds(1);
        replay.request(home.actor(), World.NOW.minusSeconds(1), null);
        replay.handle(new OneTry<>(claim(ReplayWebhookEvents.JOB.name()), ReplayWebhookEvents.JOB));
        process.handle(new OneTry<>(claim(), ProcessWebhooks.JOB));
        assertThat(event(event).status()).isEqualTo(WebhookEventStatus.PROCESSED);
    }

    @Test
    void aWebhookThatWasProcessedStaysSoWhenItsJobIsGivenUp() {
        WebhookEvent event = taken();
        JobQueue.Claimed claimed = claim();
        process.handle(new OneTry<>(claimed, ProcessWebhooks.JOB));

        process.givenUp(new OneTry<>(claimed, ProcessWebhooks.JOB), "whoever did it did not come back");

        assertThat(event(event).status()).isEqualTo(WebhookEventStatus.PROCESSED);
    }

    @Test
    void aWebhookWhoseJobIsCancelledHasFailedAndIsProcessedWhenThatIsTriedAnew() {
        WebhookEvent event = taken();
        JobQueue.Claimed claimed = claim();
        home.write(tx -> controlJob.cancel(tx, claimed.job().id()));
        assertThat(event(event).status()).isEqualTo(WebhookEventStatus.FAILED);
        assertThat(process.handle(new OneTry<>(claimed, ProcessWebhooks.JOB))).containsEntry("outcome", "done_before");
        memory.jobQueue()
                .end(
                        List.of(new JobQueue.Outcome(
                                claimed.lease(),
                                Job.Status.CANCELLED,
                                claimed.job().progress(),
                                null,
                                null,
                                now,
                                true)),
                        now);

        home.write(tx -> controlJob.retry(tx, claimed.job().id()));
        process.handle(new OneTry<>(claim(), ProcessWebhooks.JOB));
        process.handle(new OneTry<>(claim(), ProcessWebhooks.JOB));

        assertThat(event(event).status()).isEqualTo(WebhookEventStatus.PROCESSED);
        assertThat(home.timeline(lead.id())).hasSize(1);
    }

    private WebhookEvent taken() {
        WebhookSourceId source = new WebhookSourceId(World.id());
        home.keep(
                RecordTypes.WEBHOOK_SOURCES,
                new WebhookSource(
                        source,
                        "opened",
                        null,
                        memory.vault()
                                .seal(
                                        Vault.Place.of(home.tenant(), RecordTypes.WEBHOOK_SOURCES, source, "secret"),
                                        "a secret"),
                        now,
                        now,
                        1,
                        null));
        WebhookEvent event = home.keep(
                RecordTypes.WEBHOOK_EVENTS,
                WebhookEvent.received(
                        new WebhookEventId(World.id()),
                        source,
                        "opened",
                        World.word(),
                        "opened",
                        new WebhookEvent.Request("https://cmo.example.com/hook", Map.of(), ""),
                        now));
        home.does(tx -> memory.jobs().enqueue(tx, ProcessWebhooks.job(event, World::id, now)));
        return event;
    }

    private WebhookEvent event(WebhookEvent event) {
        return home.now(RecordTypes.WEBHOOK_EVENTS, event.id());
    }

    private JobQueue.Claimed claim() {
        return claim(ProcessWebhooks.JOB.name());
    }

    private JobQueue.Claimed claim(String kind) {
        return memory.jobQueue()
                .claim(new JobQueue.Turns(Map.of(kind, 8), 1, 1, null, Set.of(), LEASE, now))
                .get(0);
    }

    /** Tells that the lead opened a mail, whatever comes. */
    private final class Opened implements WebhookProvider {
        private final Item told =
                new Item.Told(home.decide(a("email_opened").to(lead)).event());

        @Override
        public String name() {
            return "opened";
        }

        @Override
        public Set<String> channels() {
            return Set.of("email");
        }

        @Override
        public Optional<String> newSecret(RandomGenerator random) {
            return Optional.empty();
        }

        @Override
        public void checkSecret(String secret) {}

        @Override
        public void verify(WebhookRequest request, String secret, Instant at) {}

        @Override
        public List<Item> read(String channel, WebhookRequest request, Instant at) {
            return List.of(told);
        }

        @Override
        public Heading heading(WebhookRequest request) {
            return new Heading("1", "opened", "email", null);
        }
    }

    /** Has no room while a test says so. */
    private static final class Spine implements SpineStore {
        private final SpineStore real;
        private boolean full;

        private Spine(SpineStore real) {
            this.real = real;
        }

        @Override
        public List<SpineOutcome> apply(List<SpineDecision> decisions) {
            if (full) {
                throw new Unavailable("too many events are waiting to be written", Duration.ofSeconds(2));
            }
            return real.apply(decisions);
        }

        @Override
        public List<SpineOutcome> apply(Tx tx, List<SpineDecision> decisions) {
            return real.apply(tx, decisions);
        }

        @Override
        public Optional<SpineOutcome.Attribution> find(Tx tx, String channel, String provider, String providerEventId) {
            return real.find(tx, channel, provider, providerEventId);
        }

        @Override
        public Page<Activity> timeline(Tx tx, LeadId of, @Nullable Position after, int limit) {
            return real.timeline(tx, of, after, limit);
        }

        @Override
        public Page<Activity> timeline(Tx tx, ContactId of, @Nullable Position after, int limit) {
            return real.timeline(tx, of, after, limit);
        }

        @Override
        public List<DailyStats> dailyStats(Tx tx, CampaignId campaign, LocalDate from, LocalDate to) {
            return real.dailyStats(tx, campaign, from, to);
        }

        @Override
        public Rebuilt rebuildStats(Tx tx, CampaignId campaign) {
            return real.rebuildStats(tx, campaign);
        }

        @Override
        public List<IntegrityRule> integrity(Tx tx) {
            return real.integrity(tx);
        }
    }
}
