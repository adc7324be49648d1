package io.aicmo.application.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.aicmo.application.crm.ChangeLead;
import io.aicmo.application.crm.EnrollLead;
import io.aicmo.application.event.DeliverEvents;
import io.aicmo.application.job.ControlJob;
import io.aicmo.application.messaging.Messaging;
import io.aicmo.application.messaging.SendMessage;
import io.aicmo.application.messaging.Senders;
import io.aicmo.application.messaging.UnsubscribeLinks;
import io.aicmo.application.webhook.DeliverWebhook;
import io.aicmo.application.webhook.QueueWebhooks;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.crm.Note;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.LeadCreated;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.EventId;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.shared.WorkflowExecutionId;
import io.aicmo.domain.shared.WorkflowTriggerId;
import io.aicmo.domain.tenant.Role;
import io.aicmo.domain.webhook.EndpointHealth;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.domain.workflow.Condition;
import io.aicmo.domain.workflow.Condition.Operator;
import io.aicmo.domain.workflow.StepOutcome;
import io.aicmo.domain.workflow.StepOutcome.Result;
import io.aicmo.domain.workflow.WorkflowExecution;
import io.aicmo.domain.workflow.WorkflowExecution.Status;
import io.aicmo.domain.workflow.WorkflowStep;
import io.aicmo.domain.workflow.WorkflowTrigger;
import io.aicmo.port.Actor;
import io.aicmo.port.Forbidden;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.contract.Home;
import io.aicmo.port.contract.PlainTemplates;
import io.aicmo.port.contract.World;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventListener;
import io.aicmo.port.event.EventPosition;
import io.aicmo.port.event.EventTypes;
import io.aicmo.port.inmemory.InMemory;
import io.aicmo.port.inmemory.InMemoryForTests;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobCancelled;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.workflow.WorkflowAction;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tenants have done when something happens, from the event to the last step. */
class WorkflowsTest {
    private static final WorkflowStep NOTE = WorkflowStep.action("add_note", Map.of("body", "call them"));

    private final InMemory memory = new InMemory();
    private final Home home = new World(InMemoryForTests.adapter(memory)).aTenant();
    private final Failing failing = new Failing();
    private Instant now = World.NOW;
    private final QueueWebhooks queue = new QueueWebhooks(memory.records(), memory.jobs(), World::id, () -> now);
    private final List<WorkflowAction> actions = actions();
    private final RunWorkflow runWorkflow =
            new RunWorkflow(memory.transactions(), memory.records(), memory.jobs(), actions, World::id, () -> now);
    private final StartWorkflows startWorkflows =
            new StartWorkflows(memory.transactions(), memory.records(), runWorkflow, World::id, () -> now);
    private final ControlJob controlJob =
            new ControlJob(memory.jobs(), List.of(new EndWithJob(memory.records(), runWorkflow, () -> now)), () -> now);
    private final EventListener listener = startWorkflows.listener();
    private final DeliverEvents deliverEvents = new DeliverEvents(
            memory.transactions(),
            memory.eventFeed(),
            memory.eventCursors(),
            memory.records(),
            World::id,
            () -> now,
            (listener, why) -> {
                throw new AssertionError(why);
            });

    private LeadCreated aboutItsMaking(Lead lead) {
        return new LeadCreated(
                lead.id(), lead.contactId(), lead.workspaceId(), lead.campaignId(), "new", lead.source());
    }

    private Messaging messaging() {
        return new Messaging(
                memory.transactions(),
                memory.records(),
                memory.tenants(),
                memory.leads(),
                memory.steps(),
                memory.outbox(),
                memory.spine(),
                memory.jobs(),
                Channels.catalogue(),
                new PlainTemplates(),
                new Senders(List.of()),
                memory.vault(),
                new UnsubscribeLinks(new byte[32], () -> URI.create("https://cmo.example.com")),
                World::id,
                () -> now);
    }

    private List<WorkflowAction> actions() {
        ChangeLead changeLead = new ChangeLead(
                memory.transactions(),
                memory.records(),
                memory.tenants(),
                new SpineRules(Channels.catalogue()),
                memory.spine(),
                World::id,
                () -> now);
        EnrollLead enrollLead = new EnrollLead(
                memory.transactions(),
                memory.records(),
                memory.steps(),
                memory.leads(),
                memory.jobs(),
                World::id,
                () -> now);
        List<WorkflowAction> all = new ArrayList<>(
                new LeadActions(changeLead, enrollLead, memory.records(), memory.jobs(), World::id, () -> now).all());
        all.add(failing);
        all.add(new NotifySlack(messaging()));
        all.add(new CallWebhook(memory.records(), queue, World::id, () -> now));
        return all;
    }

    @BeforeEach
    void fromNowOn() {
        deliverEvents.handle(listener);
    }

    @Test
    void anEventThatFulfilsTheConditionsHasTheStepsDone() {
        define(List.of(), WorkflowStep.action("change_lead_status", Map.of("status", "qualified")), NOTE);
        define(List.of(new Condition("event.source", Operator.EQUALS, List.of("fair"))), NOTE);
        Lead lead = home.aLead();

        work();

        WorkflowExecution done = only();
        assertThat(done.status()).isEqualTo(Status.COMPLETED);
        assertThat(done.leadId()).isEqualTo(lead.id());
        assertThat(done.outcomes())
                .extracting(StepOutcome::position, StepOutcome::result)
                .containsExactly(tuple(0, Result.DONE), tuple(1, Result.DONE));
        assertThat(home.now(RecordTypes.LEADS, lead.id()).status()).isEqualTo(LeadStatus.QUALIFIED);
        assertThat(notes()).extracting(Note::body).containsExactly("call them");
    }

    @Test
    void anEventStartsATriggerOnceHoweverOftenItIsTold() {
        define(List.of(), NOTE);
        home.aLead();
        var told = memory.eventFeed().read(EventFeed.Wanted.ALL, EventPosition.START, 1_000, 1_000);

        told.events().forEach(one -> startWorkflows.handle(home.actor(), List.of(one.event())));
        told.events().forEach(one -> startWorkflows.handle(home.actor(), List.of(one.event())));
        work();

        assertThat(executions()).hasSize(1);
        assertThat(notes()).hasSize(1);
    }

    @Test
    void aStepThatIsAskedForTwiceIsDoneOnce() {
        define(List.of(), NOTE, WorkflowStep.approval());
        home.aLead();
        deliver();
        RunWorkflow.Payload first = new RunWorkflow.Payload(only().id(), 0);

        runWorkflow.handle(home.actor(), first);
        runWorkflow.handle(home.actor(), first);

        assertThat(notes()).hasSize(1);
        assertThat(only().position()).isEqualTo(1);
    }

    @Test
    void aStepThatBreaksOffLeavesNothingBehindAndIsDoneWhenItIsTriedAgain() {
        define(List.of(), WorkflowStep.action("fail", Map.of()));
        home.aLead();
        deliver();
        RunWorkflow.Payload step = new RunWorkflow.Payload(only().id(), 0);
        failing.with = new IllegalStateException("the process dies here");

        assertThatThrownBy(() -> runWorkflow.handle(home.actor(), step)).isInstanceOf(IllegalStateException.class);
        assertThat(notes()).isEmpty();
        assertThat(only().status()).isEqualTo(Status.RUNNING);
        failing.with = null;
        runWorkflow.handle(home.actor(), step);

        assertThat(notes()).hasSize(1);
        assertThat(only().status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void whatIsRefusedEndsTheExecutionAndSaysWhy() {
        define(List.of(), WorkflowStep.action("fail", Map.of()), NOTE);
        failing.with = Rejected.of("no.way", "this cannot be done");
        home.aLead();

        work();

        assertThat(only().status()).isEqualTo(Status.FAILED);
        assertThat(only().outcomes()).extracting(StepOutcome::detail).containsExactly("this cannot be done");
        assertThat(notes()).isEmpty();
    }

    @Test
    void theTeamIsToldOnceAndWhatPeopleSayOfThemselvesMentionsNobody() {
        define(List.of(), WorkflowStep.action("notify_slack", Map.of("text", "<!here> {{first_name}} came in")));
        home.aLead(called("<!channel> & Ada"), null);
        deliver();
        RunWorkflow.Payload step = new RunWorkflow.Payload(only().id(), 0);

        runWorkflow.handle(home.actor(), step);
        runWorkflow.handle(home.actor(), step);

        OutboundMessage told = all(RecordTypes.OUTBOUND_MESSAGES).get(0);
        assertThat(all(RecordTypes.OUTBOUND_MESSAGES)).hasSize(1);
        assertThat(told.channel()).isEqualTo(SendMessage.TEAM);
        assertThat(told.body()).isEqualTo("<!here> &lt;!channel&gt; &amp; Ada came in");
        assertThat(claim(memory.jobQueue(), SendMessage.SLACK.name())).hasSize(1);
        assertThat(only().outcomes()).extracting(StepOutcome::detail).containsExactly("message " + told.id());
    }

    @Test
    void aStepThatNamesWhatIsNotKnownFailsAndTellsNobody() {
        define(List.of(), WorkflowStep.action("notify_slack", Map.of("text", "{{company}} came in")), NOTE);
        home.aLead();

        work();

        assertThat(only().status()).isEqualTo(Status.FAILED);
        assertThat(all(RecordTypes.OUTBOUND_MESSAGES)).isEmpty();
        assertThat(notes()).isEmpty();
    }

    @Test
    void anEndpointIsCalledOnceWhateverItsTopics() {
        WebhookEndpoint endpoint = anEndpoint();
        WorkflowTrigger trigger = define(
                List.of(),
                WorkflowStep.action(
                        "call_webhook",
                        Map.of("webhook_endpoint_id", endpoint.id().toString(), "data", Map.of("playbook", "fair"))));
        Lead lead = home.aLead();
        deliver();
        RunWorkflow.Payload step = new RunWorkflow.Payload(only().id(), 0);

        runWorkflow.handle(home.actor(), step);
        runWorkflow.handle(home.actor(), step);

        assertThat(all(RecordTypes.WEBHOOK_DELIVERIES)).singleElement().satisfies(delivery -> {
            assertThat(delivery.webhookEndpointId()).isEqualTo(endpoint.id());
            assertThat(delivery.type()).isEqualTo("workflow.called");
            assertThat(delivery.data())
                    .containsEntry("workflow_trigger_id", trigger.id().toString())
                    .containsEntry("event_type", "lead.created")
                    .containsEntry("data", Map.of("playbook", "fair"))
                    .hasEntrySatisfying(
                            "event",
                            event -> assertThat(event)
                                    .asString()
                                    .contains(lead.id().toString()));
        });
        assertThat(claim(memory.jobQueue(), DeliverWebhook.JOB.name())).hasSize(1);
    }

    @Test
    void anEndpointThatIsOffEndsTheExecution() {
        WebhookEndpoint endpoint = anEndpoint();
        home.change(
                RecordTypes.WEBHOOK_ENDPOINTS,
                endpoint.revised(endpoint.url(), endpoint.topics(), null, null, false, World.NOW));
        define(
                List.of(),
                WorkflowStep.action(
                        "call_webhook",
                        Map.of("webhook_endpoint_id", endpoint.id().toString())));
        home.aLead();

        work();

        assertThat(only().status()).isEqualTo(Status.FAILED);
        assertThat(only().outcomes().get(0).detail()).contains("switched off");
        assertThat(all(RecordTypes.WEBHOOK_DELIVERIES)).isEmpty();
    }

    @Test
    void aDryRunShowsWhatWouldBeSaidAndWhatWouldFail() {
        String gone = World.id().toString();
        WorkflowTrigger trigger = define(
                List.of(),
                WorkflowStep.action("notify_slack", Map.of("text", "{{first_name}} came in")),
                WorkflowStep.action("call_webhook", Map.of("webhook_endpoint_id", gone)),
                NOTE);
        Lead lead = home.aLead(called("Ada"), null);

        DryRunWorkflow.Result shown = new DryRunWorkflow(memory.transactions(), memory.records(), actions)
                .handle(home.actor(), trigger.id(), lead.id(), Map.of());

        assertThat(shown.steps())
                .extracting(DryRunWorkflow.Planned::would)
                .containsExactly(
                        "tells the team on Slack: Ada came in", "fails: there is no webhook endpoint " + gone + " now");
        assertThat(all(RecordTypes.OUTBOUND_MESSAGES)).isEmpty();
    }

    private Contact called(String firstName) {
        return home.keep(
                RecordTypes.CONTACTS,
                Contact.meet(
                        new ContactId(World.id()),
                        new Contact.Profile(
                                new EmailAddress(World.word() + "@example.com"),
                                null,
                                firstName,
                                null,
                                null,
                                null,
                                null,
                                Map.of()),
                        World.NOW));
    }

    private WebhookEndpoint anEndpoint() {
        return home.keep(
                RecordTypes.WEBHOOK_ENDPOINTS,
                new WebhookEndpoint(
                        new WebhookEndpointId(World.id()),
                        "https://a.example/hook",
                        List.of("nothing.else"),
                        null,
                        null,
                        true,
                        new Sealed(Sealed.PREFIX + World.word()),
                        null,
                        null,
                        "whpk_1",
                        EndpointHealth.WELL,
                        World.NOW,
                        World.NOW,
                        1,
                        null));
    }

    @Test
    void aWaitTakesItsTime() {
        define(List.of(), WorkflowStep.waiting(60), NOTE);
        home.aLead();

        work();
        assertThat(only().status()).isEqualTo(Status.WAITING);
        assertThat(only().dueAt()).isEqualTo(World.NOW.plus(Duration.ofHours(1)));
        now = World.NOW.plus(Duration.ofMinutes(59));
        work();
        assertThat(notes()).isEmpty();
        now = World.NOW.plus(Duration.ofMinutes(60));
        work();

        assertThat(notes()).hasSize(1);
        assertThat(only().status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void aConditionLooksAtTheLeadAsItIsThen() {
        define(
                List.of(),
                WorkflowStep.waiting(60),
                WorkflowStep.only(new Condition("lead.status", Operator.EQUALS, List.of("new"))),
                NOTE);
        Lead lead = home.aLead();
        work();
        Lead.Edit edit = lead.edit();
        home.change(
                RecordTypes.LEADS,
                lead.edited(
                        new Lead.Edit(
                                LeadStatus.WON, edit.ownerId(), edit.budgetMin(), edit.budgetCurrency(), edit.source()),
                        World.NOW));
        now = World.NOW.plus(Duration.ofHours(2));

        work();

        assertThat(only().status()).isEqualTo(Status.STOPPED);
        assertThat(notes()).isEmpty();
    }

    @Test
    void aPersonSaysWhetherItGoesOn() {
        define(List.of(), WorkflowStep.approval(), NOTE);
        home.aLead();
        home.aLead();
        work();
        DecideExecution decide = new DecideExecution(memory.transactions(), memory.records(), runWorkflow, () -> now);
        List<WorkflowExecution> asking = executions();
        assertThat(asking).extracting(WorkflowExecution::status).containsOnly(Status.AWAITING_APPROVAL);

        decide.approve(home.actor(), asking.get(0).id(), true);
        decide.approve(home.actor(), asking.get(1).id(), false);
        work();

        assertThat(notes()).hasSize(1);
        assertThat(executions())
                .extracting(WorkflowExecution::status)
                .containsExactlyInAnyOrder(Status.COMPLETED, Status.STOPPED);
        assertThatThrownBy(() -> decide.approve(home.actor(), asking.get(0).id(), true))
                .hasMessageContaining("nobody's approval");
    }

    @Test
    void whoIsUnderWayKeepsTheStepsThatTheyBeganWith() {
        WorkflowTrigger trigger = define(List.of(), WorkflowStep.waiting(60), NOTE);
        home.aLead();
        work();
        home.change(RecordTypes.WORKFLOW_TRIGGERS, with(trigger, List.of(WorkflowStep.approval())));
        home.aLead();
        now = World.NOW.plus(Duration.ofHours(2));

        work();

        assertThat(notes()).hasSize(1);
        assertThat(executions())
                .extracting(WorkflowExecution::triggerVersion, WorkflowExecution::status)
                .containsExactlyInAnyOrder(tuple(1L, Status.COMPLETED), tuple(2L, Status.AWAITING_APPROVAL));
    }

    @Test
    void aLoopComesToItsEnd() {
        for (String[] move : new String[][] {{"new", "contacted"}, {"contacted", "new"}}) {
            defineFor(
                    "lead.status_changed",
                    List.of(new Condition("event.to", Operator.EQUALS, List.of(move[0]))),
                    WorkflowStep.action("change_lead_status", Map.of("status", move[1])));
        }
        Lead lead = home.aLead();
        home.does(tx -> actions.get(0).carryOut(tx, aboutLead(lead), Map.of("status", "contacted")));

        for (int i = 0; i < 20; i++) {
            work();
        }

        assertThat(executions())
                .filteredOn(execution -> execution.status() != Status.STOPPED)
                .extracting(WorkflowExecution::hops)
                .containsExactlyInAnyOrder(1, 2, 3);
        assertThat(executions()).hasSize(WorkflowExecution.MOST_HOPS + 1);
    }

    @Test
    void whatWasStoppedBecauseItIsALoopIsKeptWithTheReasonAndCountedOnce() {
        WorkflowTrigger trigger = define(List.of(), NOTE);
        Lead lead = home.aLead();
        DomainEvent event = EventTypes.LEAD_CREATED
                .event(World.id(), aboutItsMaking(lead), now)
                .after(WorkflowExecution.MOST_HOPS);

        listener.handler().handle(home.actor(), List.of(event));
        listener.handler().handle(home.actor(), List.of(event));

        WorkflowExecution stopped = only();
        assertThat(stopped.status()).isEqualTo(Status.STOPPED);
        assertThat(stopped.triggerId()).isEqualTo(trigger.id());
        assertThat(stopped.eventId()).isEqualTo(event.id());
        assertThat(stopped.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.result()).isEqualTo(Result.LOOP);
            assertThat(outcome.detail()).isEqualTo("taken for a loop: 3 executions led to it, one because of another");
        });
        assertThat(claim(memory.jobQueue(), RunWorkflow.JOB.name())).isEmpty();
        assertThat(startWorkflows.loops()).isEqualTo(1);
    }

    @Test
    void aLoopThatNoTriggerWouldStartLeavesNoTrace() {
        define(List.of(new Condition("lead.source", Operator.EQUALS, List.of("nowhere"))), NOTE);
        DomainEvent event = EventTypes.LEAD_CREATED
                .event(World.id(), aboutItsMaking(home.aLead()), now)
                .after(WorkflowExecution.MOST_HOPS);

        listener.handler().handle(home.actor(), List.of(event));

        assertThat(executions()).isEmpty();
        assertThat(startWorkflows.loops()).isZero();
    }

    @Test
    void aWorkflowThatIsStartedByTheJobsOfWorkflowsComesToItsEnd() {
        define(List.of(), NOTE);
        defineFor(
                "job.finished",
                List.of(new Condition("event.kind", Operator.EQUALS, List.of(RunWorkflow.JOB.name()))),
                NOTE);
        home.aLead();

        for (int i = 0; i < 20; i++) {
            work();
        }

        assertThat(executions())
                .filteredOn(execution -> execution.status() != Status.STOPPED)
                .extracting(WorkflowExecution::hops)
                .containsExactlyInAnyOrder(1, 2, 3);
        assertThat(executions()).hasSize(WorkflowExecution.MOST_HOPS + 1);
    }

    @Test
    void aStepThatIsGivenUpEndsTheExecutionAndItsJobTriedAnewTakesItUpAgain() {
        define(List.of(), WorkflowStep.action("fail", Map.of()), NOTE);
        home.aLead();
        deliver();
        JobQueue.Claimed claimed =
                claim(memory.jobQueue(), RunWorkflow.JOB.name()).get(0);
        failing.with = new IllegalStateException("the database is full");
        assertThatThrownBy(() -> runWorkflow.handle(new Try(claimed, 3))).isSameAs(failing.with);

        runWorkflow.givenUp(new Try(claimed, 3), "the database is full");
        runWorkflow.givenUp(new Try(claimed, 4), "whoever did it did not come back");

        assertThat(only().status()).isEqualTo(Status.FAILED);
        assertThat(only().outcomes())
                .extracting(StepOutcome::position, StepOutcome::result, StepOutcome::detail)
                .containsExactly(tuple(0, Result.FAILED, "the database is full"));
        failing.with = null;
        runWorkflow.handle(new Try(claimed, 2));
        assertThat(only().status()).isEqualTo(Status.FAILED);
        runWorkflow.handle(new Try(claimed, 1));
        work();
        assertThat(only().outcomes())
                .extracting(StepOutcome::position, StepOutcome::result)
                .containsExactly(tuple(0, Result.FAILED), tuple(0, Result.DONE), tuple(1, Result.DONE));
        assertThat(only().status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void anExecutionEndsWithTheJobOfItsStepAndWaitsOnlyWhatIsLeftWhenThatIsTriedAnew() {
        define(List.of(), WorkflowStep.waiting(60), NOTE);
        home.aLead();
        work();
        JobId waiting = jobOfStep(Job.Status.QUEUED);

        home.does(tx -> controlJob.cancel(tx, waiting));
        assertThat(only().status()).isEqualTo(Status.CANCELLED);
        now = World.NOW.plus(Duration.ofMinutes(30));
        work();
        assertThat(notes()).isEmpty();

        home.does(tx -> controlJob.retry(tx, waiting));
        work();
        assertThat(only().status()).isEqualTo(Status.WAITING);
        assertThat(only().dueAt()).isEqualTo(World.NOW.plus(Duration.ofHours(1)));
        now = World.NOW.plus(Duration.ofMinutes(60));
        work();
        assertThat(only().status()).isEqualTo(Status.COMPLETED);
        assertThat(notes()).hasSize(1);
    }

    @Test
    void aStepThatIsToldToStopBeforeItBeginsIsNotDoneUntilItIsTriedAnew() {
        define(List.of(), NOTE);
        home.aLead();
        deliver();
        JobQueue.Claimed claimed =
                claim(memory.jobQueue(), RunWorkflow.JOB.name()).get(0);

        home.does(tx -> controlJob.cancel(tx, claimed.job().id()));

        assertThat(only().status()).isEqualTo(Status.CANCELLED);
        assertThatThrownBy(() -> runWorkflow.handle(new Try(claimed, 1))).isInstanceOf(JobCancelled.class);
        assertThat(notes()).isEmpty();
        end(claimed, Job.Status.CANCELLED);
        home.does(tx -> controlJob.retry(tx, claimed.job().id()));
        work();
        assertThat(only().status()).isEqualTo(Status.COMPLETED);
        assertThat(notes()).hasSize(1);
    }

    @Test
    void aStepThatIsDoneWhenItsJobIsToldToStopIsNotDoneAgain() {
        define(List.of(), NOTE, WorkflowStep.approval(), NOTE);
        home.aLead();
        deliver();
        JobQueue.Claimed claimed =
                claim(memory.jobQueue(), RunWorkflow.JOB.name()).get(0);
        runWorkflow.handle(new Try(claimed, 1));

        home.does(tx -> controlJob.cancel(tx, claimed.job().id()));
        end(claimed, Job.Status.CANCELLED);
        work();
        assertThat(only().status()).isEqualTo(Status.CANCELLED);

        home.does(tx -> controlJob.retry(tx, claimed.job().id()));
        work();
        assertThat(only().status()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(notes()).hasSize(1);
    }

    @Test
    void whoMayNotEnterTheWorkspaceEndsNoneOfItsExecutions() {
        define(List.of(), WorkflowStep.waiting(60), NOTE);
        home.aLead();
        work();
        JobId waiting = jobOfStep(Job.Status.QUEUED);
        Actor elsewhere = Actor.user(
                home.tenant(),
                new UserId(World.id()),
                Role.MANAGER,
                Set.of(home.aWorkspace().id()));

        assertThatThrownBy(() -> memory.transactions().write(elsewhere, tx -> controlJob.cancel(tx, waiting)))
                .isInstanceOf(Forbidden.class);

        assertThat(only().status()).isEqualTo(Status.WAITING);
        assertThat(jobOfStep(Job.Status.QUEUED)).isEqualTo(waiting);
    }

    @Test
    void onlyTheJobsOfStepsHaveSuchConsequences() {
        define(List.of(), WorkflowStep.waiting(60), NOTE);
        home.aLead();
        work();
        JobId other = home.write(tx -> {
            JobId id = new JobId(World.id());
            memory.jobs().enqueue(tx, id, "something-else", Map.of(), now);
            return id;
        });

        home.does(tx -> controlJob.cancel(tx, other));
        home.does(tx -> controlJob.retry(tx, other));

        assertThat(only().status()).isEqualTo(Status.WAITING);
    }

    private JobId jobOfStep(Job.Status status) {
        return home.read(tx ->
                        memory.jobs().list(tx, new JobStore.Filter(RunWorkflow.JOB.name(), status, null), null, 1))
                .data()
                .get(0)
                .id();
    }

    private void end(JobQueue.Claimed claimed, Job.Status as) {
        memory.jobQueue()
                .end(
                        List.of(new JobQueue.Outcome(
                                claimed.lease(), as, claimed.job().progress(), null, null, now, true)),
                        now);
    }

    /** A try at a step. */
    private record Try(JobQueue.Claimed claimed, int attempt) implements JobRun<RunWorkflow.Payload> {
        @Override
        public TenantId tenant() {
            return claimed.lease().tenant();
        }

        @Override
        public JobId id() {
            return claimed.job().id();
        }

        @Override
        public RunWorkflow.Payload payload() {
            return RunWorkflow.JOB.read(claimed.job().payload());
        }

        @Override
        public int hops() {
            return claimed.job().hops();
        }

        @Override
        public void progress(long done, long total) {
            // Nobody looks.
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    }

    @Test
    void aDryRunShowsWhatWouldHappenAndDoesNothing() {
        WorkflowTrigger trigger = define(
                List.of(new Condition("lead.score", Operator.AT_LEAST, List.of("50"))),
                NOTE,
                WorkflowStep.only(new Condition("lead.status", Operator.IN, List.of("new", "cold"))),
                WorkflowStep.waiting(5),
                WorkflowStep.only(new Condition("lead.source", Operator.EXISTS, List.of())),
                NOTE);
        Lead lead = home.aLead();

        DryRunWorkflow.Result shown = new DryRunWorkflow(memory.transactions(), memory.records(), actions)
                .handle(home.actor(), trigger.id(), lead.id(), Map.of());

        assertThat(shown.starts()).isFalse();
        assertThat(shown.steps()).extracting(DryRunWorkflow.Planned::position).containsExactly(0, 1, 2, 3);
        assertThat(shown.steps().get(3).would()).contains("stops");
        work();
        assertThat(executions()).isEmpty();
        assertThat(notes()).isEmpty();
    }

    @Test
    void whatCannotHappenOrCannotBeDoneIsRefusedWhereItStands() {
        CheckWorkflow check = new CheckWorkflow(actions);

        assertThatThrownBy(() -> check.handle(trigger("lead.vanished", List.of(), NOTE)))
                .isInstanceOf(Rejected.class)
                .extracting(no -> ((Rejected) no).code())
                .isEqualTo("workflow_trigger.event_type_unknown");
        assertThatThrownBy(() -> check.handle(
                        trigger("lead.created", List.of(), NOTE, WorkflowStep.action("change_lead_status", Map.of()))))
                .extracting(no -> ((Rejected) no).violations().get(0).field())
                .isEqualTo("steps/1/input");
    }

    @Test
    void aDryRunWithAnEventOfWhichSomethingIsUnknownSaysWhatItWouldDo() {
        WorkflowTrigger trigger = define(List.of(), WorkflowStep.action("notify_slack", Map.of("text", "Call them")));
        Map<String, Object> unknown = new HashMap<>();
        unknown.put("x", null);
        Map<String, Object> event = new HashMap<>(unknown);
        event.put("nested", unknown);

        DryRunWorkflow.Result result = new DryRunWorkflow(memory.transactions(), memory.records(), actions)
                .handle(home.actor(), trigger.id(), home.aLead().id(), event);

        assertThat(result.starts()).isTrue();
        assertThat(result.steps())
                .extracting(DryRunWorkflow.Planned::would)
                .containsExactly("tells the team on Slack: Call them");
    }

    private WorkflowTrigger define(List<Condition> conditions, WorkflowStep... steps) {
        return defineFor("lead.created", conditions, steps);
    }

    private WorkflowTrigger defineFor(String eventType, List<Condition> conditions, WorkflowStep... steps) {
        return home.keep(RecordTypes.WORKFLOW_TRIGGERS, trigger(eventType, conditions, steps));
    }

    private WorkflowTrigger trigger(String eventType, List<Condition> conditions, WorkflowStep... steps) {
        return new WorkflowTrigger(
                new WorkflowTriggerId(World.id()),
                home.workspace().id(),
                "a workflow",
                eventType,
                conditions,
                List.of(steps),
                true,
                World.NOW,
                World.NOW,
                1,
                null);
    }

    private static WorkflowTrigger with(WorkflowTrigger trigger, List<WorkflowStep> steps) {
        return new WorkflowTrigger(
                trigger.id(),
                trigger.workspaceId(),
                trigger.name(),
                trigger.eventType(),
                trigger.conditions(),
                steps,
                trigger.active(),
                trigger.createdAt(),
                World.NOW,
                trigger.version(),
                null);
    }

    private WorkflowExecution aboutLead(Lead lead) {
        return WorkflowExecution.begin(
                new WorkflowExecutionId(World.id()),
                trigger("lead.created", List.of(), NOTE),
                new EventId(World.id()),
                lead.id(),
                Map.of(),
                1,
                World.NOW);
    }

    private void deliver() {
        DeliverEvents.Result result = deliverEvents.handle(listener);
        while (result == DeliverEvents.Result.MORE) {
            result = deliverEvents.handle(listener);
        }
        assertThat(result).isEqualTo(DeliverEvents.Result.IDLE);
    }

    /** Delivers what was told, and does what is due, until there is neither. */
    private void work() {
        deliver();
        JobQueue queue = memory.jobQueue();
        String kind = RunWorkflow.JOB.name();
        List<JobQueue.Claimed> claimed = claim(queue, kind);
        while (!claimed.isEmpty()) {
            for (JobQueue.Claimed one : claimed) {
                Job.Status end = end(() -> runWorkflow.handle(
                        home.actor(), RunWorkflow.JOB.read(one.job().payload())));
                queue.end(
                        List.of(new JobQueue.Outcome(
                                one.lease(), end, one.job().progress().completed(), null, Map.of(), now, true)),
                        now);
            }
            deliver();
            claimed = claim(queue, kind);
        }
    }

    private static Job.Status end(Runnable step) {
        try {
            step.run();
            return Job.Status.SUCCEEDED;
        } catch (Rejected refused) {
            return Job.Status.FAILED;
        }
    }

    private List<JobQueue.Claimed> claim(JobQueue queue, String kind) {
        return queue.claim(new JobQueue.Turns(Map.of(kind, 100), 100, 100, null, Set.of(), Duration.ofMinutes(1), now));
    }

    private List<WorkflowExecution> executions() {
        return all(RecordTypes.WORKFLOW_EXECUTIONS);
    }

    private <I extends Id, R extends Record & Entity<I>> List<R> all(RecordType<I, R> type) {
        return home.read(tx -> home.store(type).list(tx, ListQuery.newest(100))).data();
    }

    private WorkflowExecution only() {
        assertThat(executions()).hasSize(1);
        return executions().get(0);
    }

    private List<Note> notes() {
        return all(RecordTypes.NOTES);
    }

    /** Adds a note, and then may fail. */
    private final class Failing implements WorkflowAction {
        private RuntimeException with;

        @Override
        public String name() {
            return "fail";
        }

        @Override
        public String purpose() {
            return "Fails.";
        }

        @Override
        public void check(Map<String, Object> input) {}

        @Override
        public String carryOut(Tx tx, WorkflowExecution execution, Map<String, Object> input) {
            WorkflowAction.find(actions, "add_note").orElseThrow().carryOut(tx, execution, Map.of("body", "half"));
            if (with != null) {
                throw with;
            }
            return "did it";
        }
    }
}
