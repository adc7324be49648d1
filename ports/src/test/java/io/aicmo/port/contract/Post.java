package io.aicmo.port.contract;

import io.aicmo.application.crm.ControlRun;
import io.aicmo.application.crm.EnrollLead;
import io.aicmo.application.crm.WakeRuns;
import io.aicmo.application.job.ControlJob;
import io.aicmo.application.messaging.DropWithJob;
import io.aicmo.application.messaging.HaltWithJob;
import io.aicmo.application.messaging.Messaging;
import io.aicmo.application.messaging.ResolveMessage;
import io.aicmo.application.messaging.SendMessage;
import io.aicmo.application.messaging.SendStep;
import io.aicmo.application.messaging.Senders;
import io.aicmo.application.messaging.Unsubscribe;
import io.aicmo.application.messaging.UnsubscribeLinks;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.SendingHours;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.crm.SequenceStep;
import io.aicmo.domain.messaging.ChannelConnection;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.shared.ChannelConnectionId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.domain.shared.SequenceStepId;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.Vault;
import io.aicmo.port.inmemory.InMemory;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A tenant's sending, with a clock of its own: sequences, those who do the jobs, and who may die in between. */
final class Post {
    static final Duration LEASE = Duration.ofSeconds(20);

    final Home home;
    final TestClock clock = new TestClock(World.NOW);
    final Wire wire;
    final Messaging messaging;
    private final Vault vault = new InMemory().vault();
    private final SendStep steps;
    private final SendMessage mail;
    private final ControlJob controlJob;

    /** Somebody pulled the plug. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    Post(Home home, Wire wire, Transactions transactions) {
        this.home = home;
        this.wire = wire;
        Adapter adapter = home.adapter();
        this.messaging = new Messaging(
                transactions,
                adapter.records(),
                adapter.tenants(),
                adapter.leads(),
                adapter.steps(),
                adapter.outbox(),
                adapter.spine(),
                adapter.jobs(),
                adapter.channels(),
                new PlainTemplates(),
                new Senders(List.of(wire)),
                vault,
                new UnsubscribeLinks(
                        "a secret of the tests".getBytes(StandardCharsets.UTF_8),
                        () -> URI.create("https://cmo.example.com")),
                World::id,
                clock);
        this.steps = new SendStep(messaging);
        this.mail = new SendMessage(messaging);
        this.controlJob = new ControlJob(
                adapter.jobs(),
                List.of(new HaltWithJob(messaging), new DropWithJob(messaging, SendMessage.EMAIL)),
                clock);
    }

    /** A way out for mail. */
    ChannelConnection connected(int dailyLimit) {
        return connected(dailyLimit, null);
    }

    /** A way out for mail with hours of its own. */
    ChannelConnection connected(int dailyLimit, @Nullable SendingHours hours) {
        ChannelConnectionId id = new ChannelConnectionId(World.id());
        return home.keep(
                RecordTypes.CHANNEL_CONNECTIONS,
                new ChannelConnection(
                        id,
                        "email",
                        Wire.PROVIDER,
                        World.word(),
                        World.word() + "@sender.example.com",
                        Map.of(),
                        vault.seal(
                                Vault.Place.of(home.tenant(), RecordTypes.CHANNEL_CONNECTIONS, id, "credentials"), ""),
                        dailyLimit,
                        hours,
                        true,
                        clock.instant(),
                        clock.instant(),
                        1,
                        null));
    }

    /** A sequence of mails with these bodies, each a day after the one before. */
    Sequence sequence(Campaign campaign, @Nullable SendingHours hours, int delayHours, String... bodies) {
        SequenceId id = new SequenceId(World.id());
        Sequence sequence = home.keep(
                RecordTypes.SEQUENCES,
                new Sequence(
                        id,
                        campaign.workspaceId(),
                        campaign.id(),
                        World.word(),
                        hours,
                        clock.instant(),
                        clock.instant(),
                        1,
                        null));
        home.does(tx -> home.adapter()
                .steps()
                .replace(
                        tx,
                        id,
                        IntStream.range(0, bodies.length)
                                .mapToObj(at -> new SequenceStep(
                                        new SequenceStepId(World.id()),
                                        id,
                                        at,
                                        "email",
                                        at == 0 ? 0 : delayHours,
                                        "Mail " + at,
                                        bodies[at]))
                                .toList()));
        return sequence;
    }

    SequenceRun enroll(Sequence sequence, Lead lead) {
        Adapter adapter = home.adapter();
        return new EnrollLead(
                        adapter.transactions(),
                        adapter.records(),
                        adapter.steps(),
                        adapter.leads(),
                        adapter.jobs(),
                        World::id,
                        clock)
                .handle(home.actor(), sequence.id(), lead.id());
    }

    SequenceRun resume(SequenceRunId run) {
        Adapter adapter = home.adapter();
        return new ControlRun(adapter.transactions(), adapter.records(), adapter.jobs(), World::id, clock)
                .handle(home.actor(), run, ControlRun.Action.RESUME);
    }

    /** Has runs go on whose people are back. */
    WakeRuns wakeRuns() {
        return new WakeRuns(home.adapter().records(), home.adapter().jobs(), World::id, clock);
    }

    /** Brings back what was deleted, with what follows from it. */
    <I extends Id, R extends Record & Entity<I>> void restored(RecordType<I, R> type, I id, BiConsumer<Tx, R> then) {
        home.does(tx -> then.accept(tx, home.store(type).restore(tx, id, clock.instant())));
    }

    OutboundMessage resolve(OutboundMessage message, ResolveMessage.Word word) {
        return new ResolveMessage(messaging).handle(home.actor(), message.id(), word);
    }

    Unsubscribe unsubscribe() {
        return new Unsubscribe(messaging);
    }

    SequenceRun run(SequenceRun run) {
        return home.now(RecordTypes.SEQUENCE_RUNS, run.id());
    }

    /** Everything in the outbox, the oldest first. */
    List<OutboundMessage> outbox() {
        List<OutboundMessage> all = new ArrayList<>();
        ListQuery query = new ListQuery(Map.of(), null, "createdAt", false, null, ListQuery.MAX_LIMIT);
        do {
            ListQuery asked = query;
            var page = home.read(tx -> home.store(RecordTypes.OUTBOUND_MESSAGES).list(tx, asked));
            all.addAll(page.data());
            query = page.next() == null ? null : query.after(page.next());
        } while (query != null);
        return all;
    }

    /** Does what is due, as long as anything is; whoever dies leaves a job behind that is somebody's until its lease ends. */
    void work() {
        List<JobQueue.Claimed> claimed;
        do {
            claimed = claim();
            claimed.stream()
                    .filter(one -> one.lease().tenant().equals(home.tenant()))
                    .forEach(this::attempt);
        } while (!claimed.isEmpty());
    }

    private List<JobQueue.Claimed> claim() {
        return home.adapter()
                .jobQueue()
                .claim(new JobQueue.Turns(
                        Map.of(SendStep.JOB.name(), 100, SendMessage.EMAIL.name(), 100),
                        100,
                        100,
                        null,
                        Set.of(),
                        LEASE,
                        clock.instant()));
    }

    /** Gives up what is due, as is done after the last try. */
    void giveUp(String error) {
        for (JobQueue.Claimed one : claim()) {
            if (one.job().kind().equals(SendStep.JOB.name())) {
                steps.givenUp(new OneTry<>(one, SendStep.JOB), error);
            } else {
                mail.givenUp(new OneTry<>(one, SendMessage.EMAIL), error);
            }
            end(one, Job.Status.DEAD, null);
        }
    }

    /** Cancels the only job that waits or runs. */
    Job cancel() {
        return home.write(tx -> controlJob.cancel(tx, onlyJob(tx, true)));
    }

    /** Has the only job tried anew that can be. */
    Job retry() {
        return home.write(tx -> controlJob.retry(tx, onlyJob(tx, false)));
    }

    private JobId onlyJob(Tx tx, boolean live) {
        List<Job> found = home.adapter().jobs().list(tx, JobStore.Filter.ALL, null, 100).data().stream()
                .filter(job -> live ? job.status().isLive() : job.status().isRetryable())
                .filter(job ->
                        job.kind().equals(SendStep.JOB.name()) || job.kind().equals(SendMessage.EMAIL.name()))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("not one job, but " + found);
        }
        return found.get(0).id();
    }

    /** Lets time pass, a bit at a time, and does what becomes due. */
    void live(Duration time, Duration bit) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(bit)) {
            clock.pass(bit);
            work();
        }
    }

    private void attempt(JobQueue.Claimed claimed) {
        try {
            Map<String, Object> result = handle(claimed);
            end(claimed, Job.Status.SUCCEEDED, result);
        } catch (Died plugPulled) {
            // Nobody is there any more who could write down that it failed.
        } catch (RuntimeException again) {
            end(claimed, Job.Status.QUEUED, null);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void end(JobQueue.Claimed claimed, Job.Status status, @Nullable Map<String, Object> result) {
        home.adapter()
                .jobQueue()
                .end(
                        List.of(new JobQueue.Outcome(
                                claimed.lease(),
                                status,
                                Job.Progress.NONE,
                                null,
                                result,
                                clock.instant().plusSeconds(1),
                                true)),
                        clock.instant());
    }

    private Map<String, Object> handle(JobQueue.Claimed claimed) throws InterruptedException {
        String kind = claimed.job().kind();
        return kind.equals(SendStep.JOB.name())
                ? steps.handle(new OneTry<>(claimed, SendStep.JOB))
                : mail.handle(new OneTry<>(claimed, SendMessage.EMAIL));
    }
}
