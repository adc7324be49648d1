package io.aicmo.http.crm;

import io.aicmo.application.crm.ControlRun;
import io.aicmo.application.crm.CreateSequence;
import io.aicmo.application.crm.EnrollLead;
import io.aicmo.application.crm.WakeRuns;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.RunStatus;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.crm.SequenceStep;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.ListOf;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.http.messaging.HoursInput;
import io.aicmo.http.messaging.HoursView;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sequences of messages, and leads' runs through them. */
public final class SequenceRoutes {
    private final Hexagon hexagon;
    private final CreateSequence createSequence;
    private final EnrollLead enrollLead;
    private final ControlRun controlRun;
    private final WakeRuns wakeRuns;

    public SequenceRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.createSequence = new CreateSequence(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.steps(),
                hexagon.channels(),
                hexagon.ids(),
                hexagon.clock());
        this.enrollLead = new EnrollLead(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.steps(),
                hexagon.leads(),
                hexagon.jobs(),
                hexagon.ids(),
                hexagon.clock());
        this.controlRun = new ControlRun(
                hexagon.transactions(), hexagon.records(), hexagon.jobs(), hexagon.ids(), hexagon.clock());
        this.wakeRuns = new WakeRuns(hexagon.records(), hexagon.jobs(), hexagon.ids(), hexagon.clock());
    }

    /** Asks for a sequence with its steps. */
    record NewSequence(
            WorkspaceId workspaceId,
            CampaignId campaignId,
            @Size(min = 1, max = 200) String name,
            @Nullable HoursInput sendingHours,
            @Size(min = 1, max = 50) List<NewStep> steps) {
        CreateSequence.Command command() {
            return new CreateSequence.Command(
                    workspaceId,
                    campaignId,
                    name,
                    HoursInput.hoursOf(sendingHours),
                    steps.stream()
                            .map(step ->
                                    new CreateSequence.Step(step.channel, step.delayHours, step.subject, step.body))
                            .toList());
        }
    }

    /**
     * A message of a sequence.
     *
     * @param delayHours hours after the step before it, or after the enrolment
     */
    record NewStep(
            @Size(min = 1, max = 100) String channel,
            @Min(0) @Max(8_760) int delayHours,
            @Nullable @Size(max = 998) String subject,
            @Size(min = 1, max = 100_000) String body) {}

    /** What may be changed about a sequence. */
    record SequenceChange(
            @Size(min = 1, max = 200) String name, @Nullable HoursInput sendingHours) {}

    /** A sequence with its steps. */
    record SequenceView(
            SequenceId id,
            WorkspaceId workspaceId,
            CampaignId campaignId,
            String name,
            @Nullable HoursView sendingHours,
            List<StepView> steps,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static SequenceView of(Sequence sequence, List<SequenceStep> steps) {
            return new SequenceView(
                    sequence.id(),
                    sequence.workspaceId(),
                    sequence.campaignId(),
                    sequence.name(),
                    HoursView.of(sequence.sendingHours()),
                    steps.stream().map(StepView::of).toList(),
                    sequence.createdAt(),
                    sequence.updatedAt(),
                    sequence.version());
        }
    }

    /** A message of a sequence. */
    record StepView(
            int position,
            String channel,
            int delayHours,
            @Nullable String subject,
            String body) {
        static StepView of(SequenceStep step) {
            return new StepView(step.position(), step.channel(), step.delayHours(), step.subject(), step.body());
        }
    }

    /** Asks for a lead to be enrolled. */
    record Enrollment(LeadId leadId) {}

    /** A run that began. */
    record Enrolled(SequenceRunId runId, RunStatus status) {}

    /** A lead's run through a sequence. */
    record SequenceRunView(
            SequenceRunId id,
            SequenceId sequenceId,
            LeadId leadId,
            ContactId contactId,
            RunStatus status,
            int nextStep,
            Instant nextStepAt,
            @Nullable String pausedReason,
            @Nullable Instant pausedAt,
            @Nullable ActivityId pausedBy,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static SequenceRunView of(SequenceRun run) {
            return new SequenceRunView(
                    run.id(),
                    run.sequenceId(),
                    run.leadId(),
                    run.contactId(),
                    run.status(),
                    run.nextStep(),
                    run.nextStepAt(),
                    run.pausedReason(),
                    run.pausedAt(),
                    run.pausedBy(),
                    run.createdAt(),
                    run.updatedAt(),
                    run.version());
        }
    }

    public List<Route> routes() {
        Resource<SequenceRunId, SequenceRun, SequenceRunView> runs = runs();
        List<Route> routes = new ArrayList<>(sequences().routes());
        routes.addAll(runs.routes());
        routes.add(Route.post("/v1/sequences/{id}/enroll")
                .may(Permission.SEQUENCES_RUN)
                .says("Enrols a lead into a sequence.")
                .takes(Enrollment.class)
                .answers(201, Enrolled.class)
                .by(this::enroll));
        routes.add(Route.get("/v1/leads/{id}/sequence-runs")
                .may(Permission.LEADS_READ)
                .says("Lists a lead's runs through sequences.")
                .with(runs.listParameters())
                .answers(200, ListOf.class, SequenceRunView.class)
                .by(call -> runsOfLead(call, runs)));
        routes.add(control("pause", "Pauses a run.", ControlRun.Action.PAUSE));
        routes.add(control("resume", "Lets a paused run go on.", ControlRun.Action.RESUME));
        routes.add(control("stop", "Ends a run for good.", ControlRun.Action.STOP));
        return routes;
    }

    private Resource<SequenceId, Sequence, SequenceView> sequences() {
        return Resource.viewed(hexagon, RecordTypes.SEQUENCES, SequenceId.class, SequenceView.class, this::views)
                .readable(Permission.MARKETING_READ)
                .creatable(
                        Permission.MARKETING_WRITE,
                        NewSequence.class,
                        (actor, draft) ->
                                createSequence.handle(actor, draft.command()).sequence())
                .editable(
                        Permission.MARKETING_WRITE,
                        SequenceChange.class,
                        sequence -> new SequenceChange(sequence.name(), HoursInput.of(sequence.sendingHours())),
                        (sequence, change) -> sequence.edited(
                                change.name,
                                HoursInput.hoursOf(change.sendingHours),
                                hexagon.clock().instant()))
                .deletable(Permission.MARKETING_WRITE, wakeRuns::ofSequence);
    }

    private List<SequenceView> views(Tx tx, List<Sequence> sequences) {
        return sequences.stream()
                .map(sequence -> SequenceView.of(sequence, hexagon.steps().list(tx, sequence.id())))
                .toList();
    }

    private Resource<SequenceRunId, SequenceRun, SequenceRunView> runs() {
        return Resource.of(
                        hexagon,
                        RecordTypes.SEQUENCE_RUNS,
                        SequenceRunId.class,
                        SequenceRunView.class,
                        SequenceRunView::of)
                .in((tx, run) -> workspaceOf(tx, run.leadId()))
                .readable(Permission.MARKETING_READ);
    }

    private @Nullable WorkspaceId workspaceOf(Tx tx, LeadId id) {
        return hexagon.records()
                .of(RecordTypes.LEADS)
                .find(tx, id)
                .map(Lead::workspaceId)
                .orElse(null);
    }

    private Answer enroll(Call call, Enrollment body) {
        SequenceRun run = enrollLead.handle(call.actor(), call.id(SequenceId.class), body.leadId);
        return Answer.created("/v1/sequence-runs/" + run.id(), new Enrolled(run.id(), run.status()));
    }

    private Answer runsOfLead(Call call, Resource<SequenceRunId, SequenceRun, SequenceRunView> runs) {
        LeadId id = call.id(LeadId.class);
        hexagon.transactions().read(call.actor(), tx -> {
            Lead lead = hexagon.records().of(RecordTypes.LEADS).get(tx, id);
            tx.actor().checkWorkspace(lead.workspaceId());
            return lead;
        });
        return Answer.ok(runs.list(call, Map.of("leadId", id)));
    }

    private Route control(String word, String summary, ControlRun.Action action) {
        return Route.post("/v1/sequence-runs/{id}/" + word)
                .may(Permission.SEQUENCES_RUN)
                .says(summary)
                .answers(200, SequenceRunView.class)
                .by(call -> {
                    SequenceRun run = controlRun.handle(call.actor(), call.id(SequenceRunId.class), action);
                    return Answer.ok(SequenceRunView.of(run)).version(run.version());
                });
    }
}
