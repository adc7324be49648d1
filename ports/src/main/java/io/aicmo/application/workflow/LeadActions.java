package io.aicmo.application.workflow;

import io.aicmo.application.cmo.Orchestrate;
import io.aicmo.application.crm.ChangeLead;
import io.aicmo.application.crm.EnrollLead;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.crm.Note;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.NoteId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.workflow.WorkflowExecution;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.workflow.WorkflowAction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What workflows can do with leads. */
public final class LeadActions {
    private final ChangeLead changeLead;
    private final EnrollLead enrollLead;
    private final Records records;
    private final JobStore jobs;
    private final Ids ids;
    private final InstantSource clock;

    public LeadActions(
            ChangeLead changeLead,
            EnrollLead enrollLead,
            Records records,
            JobStore jobs,
            Ids ids,
            InstantSource clock) {
        this.changeLead = changeLead;
        this.enrollLead = enrollLead;
        this.records = records;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /** All of them. */
    public List<WorkflowAction> all() {
        return List.of(
                new Declared(
                        "change_lead_status",
                        "Changes the lead's status to input.status.",
                        LeadActions::status,
                        this::changeStatus),
                new Declared(
                        "add_note",
                        "Adds a note with input.body to the lead.",
                        input -> WorkflowAction.text(input, "body"),
                        this::addNote),
                new Declared(
                        "enroll_in_sequence",
                        "Enrols the lead in the sequence input.sequence_id.",
                        LeadActions::sequence,
                        this::enroll),
                new Declared(
                        "ask_orchestrator",
                        "Has the orchestrator do input.action about the lead, such as route_lead.",
                        input -> WorkflowAction.text(input, "action"),
                        this::ask));
    }

    /** What is done for a step. */
    @FunctionalInterface
    private interface Doing {
        String carryOut(Tx tx, WorkflowExecution execution, Map<String, Object> input);
    }

    private record Declared(String name, String purpose, Consumer<Map<String, Object>> checking, Doing doing)
            implements WorkflowAction {
        @Override
        public void check(Map<String, Object> input) {
            checking.accept(input);
        }

        @Override
        public String carryOut(Tx tx, WorkflowExecution execution, Map<String, Object> input) {
            return doing.carryOut(tx, execution, input);
        }
    }

    private String changeStatus(Tx tx, WorkflowExecution execution, Map<String, Object> input) {
        LeadStatus status = status(input);
        Lead lead = changeLead.handle(
                tx.actor().within(tx),
                WorkflowAction.lead(execution),
                null,
                edit -> new Lead.Edit(status, edit.ownerId(), edit.budgetMin(), edit.budgetCurrency(), edit.source()));
        return "the lead is " + lead.status().word();
    }

    private String addNote(Tx tx, WorkflowExecution execution, Map<String, Object> input) {
        Instant now = clock.instant();
        Note note = new Note(
                new NoteId(ids.next()),
                WorkflowAction.lead(execution),
                null,
                WorkflowAction.text(input, "body"),
                now,
                now,
                1,
                null);
        records.of(RecordTypes.NOTES).insert(tx, note);
        return "note " + note.id();
    }

    private String enroll(Tx tx, WorkflowExecution execution, Map<String, Object> input) {
        return "run "
                + enrollLead
                        .handle(tx.actor().within(tx), sequence(input), WorkflowAction.lead(execution))
                        .id();
    }

    private String ask(Tx tx, WorkflowExecution execution, Map<String, Object> input) {
        Orchestrate.Payload payload = new Orchestrate.Payload(
                WorkflowAction.text(input, "action"),
                id(execution, "activity_id", ActivityId::new),
                id(execution, "contact_id", ContactId::new),
                execution.leadId(),
                id(execution, "campaign_id", CampaignId::new),
                execution.event().get("channel") instanceof String channel ? channel : null,
                null);
        return "job " + jobs.enqueue(tx, Orchestrate.JOB.job(new JobId(ids.next()), payload, clock.instant()));
    }

    private static <I> @Nullable I id(WorkflowExecution execution, String name, Function<UUID, I> as) {
        return execution.event().get(name) instanceof String id ? as.apply(UUID.fromString(id)) : null;
    }

    private static LeadStatus status(Map<String, Object> input) {
        String word = WorkflowAction.text(input, "status");
        return Arrays.stream(LeadStatus.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Rejected.field(
                        "input",
                        "workflow_step.input_invalid",
                        "status is one of "
                                + Arrays.stream(LeadStatus.values())
                                        .map(LeadStatus::word)
                                        .collect(Collectors.joining(", "))));
    }

    private static SequenceId sequence(Map<String, Object> input) {
        try {
            return new SequenceId(UUID.fromString(WorkflowAction.text(input, "sequence_id")));
        } catch (IllegalArgumentException e) {
            throw Rejected.field("input", "workflow_step.input_invalid", "sequence_id is no id");
        }
    }
}
