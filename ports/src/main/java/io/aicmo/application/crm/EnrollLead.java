package io.aicmo.application.crm;

import io.aicmo.application.messaging.SendStep;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.RunStatus;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.crm.SequenceStep;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.port.Actor;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SequenceStepStore;
import io.aicmo.port.job.JobStore;
import java.time.InstantSource;
import java.util.List;

/** Enrols a lead into a sequence. */
public final class EnrollLead {
    private final Transactions transactions;
    private final Records records;
    private final SequenceStepStore steps;
    private final LeadStore leads;
    private final JobStore jobs;
    private final Ids ids;
    private final InstantSource clock;

    public EnrollLead(
            Transactions transactions,
            Records records,
            SequenceStepStore steps,
            LeadStore leads,
            JobStore jobs,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.steps = steps;
        this.leads = leads;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Begins the run; its first message is due after the first step's delay.
     *
     * @throws io.aicmo.port.NotFound if there is no such sequence
     * @throws io.aicmo.port.Forbidden if the actor may not enter the sequence's workspace or the lead's
     * @throws Rejected {@code lead.unknown}, {@code lead.in_other_workspace}, {@code sequence.lead_closed}, {@code sequence.consent_withdrawn}, {@code
     *     sequence.address_undeliverable}
     * @throws AlreadyExists {@code sequence_run.already_exists}, if the lead is in this sequence, active or paused
     */
    public SequenceRun handle(Actor actor, SequenceId sequenceId, LeadId leadId) {
        return transactions.write(actor, tx -> {
            Sequence sequence = records.of(RecordTypes.SEQUENCES).get(tx, sequenceId);
            actor.checkWorkspace(sequence.workspaceId());
            Lead lead = lockLead(tx, leadId, sequence);
            checkNotEnrolled(tx, sequenceId, leadId);
            Contact contact = records.of(RecordTypes.CONTACTS).get(tx, lead.contactId());
            SequenceStep first = steps.list(tx, sequenceId).get(0);
            SequenceRun run = SequenceRun.enroll(
                    new SequenceRunId(ids.next()),
                    first,
                    lead,
                    contact,
                    leads.deliverability(tx, contact.id()),
                    clock.instant());
            jobs.enqueue(tx, SendStep.job(new JobId(ids.next()), run, clock.instant()));
            return records.of(RecordTypes.SEQUENCE_RUNS).insert(tx, run);
        });
    }

    /** The lock makes two enrolments of one lead follow one another. */
    private Lead lockLead(Tx tx, LeadId id, Sequence sequence) {
        Lead lead = records.of(RecordTypes.LEADS)
                .find(tx, id)
                .orElseThrow(() -> Rejected.field("lead_id", "lead.unknown", "there is no lead " + id));
        tx.actor().checkWorkspace(lead.workspaceId());
        if (!lead.workspaceId().equals(sequence.workspaceId())) {
            throw Rejected.field(
                    "lead_id", "lead.in_other_workspace", "the lead and the sequence belong to different workspaces");
        }
        return records.of(RecordTypes.LEADS).lock(tx, id);
    }

    private void checkNotEnrolled(Tx tx, SequenceId sequence, LeadId lead) {
        ListQuery running = ListQuery.newest(1)
                .where("sequenceId", sequence)
                .where("leadId", lead)
                .where("status", List.of(RunStatus.ACTIVE, RunStatus.PAUSED));
        if (!records.of(RecordTypes.SEQUENCE_RUNS).list(tx, running).data().isEmpty()) {
            throw new AlreadyExists("sequence_run.already_exists", "lead_id", "the lead is in this sequence already");
        }
    }
}
