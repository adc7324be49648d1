package io.aicmo.application.crm;

import io.aicmo.application.messaging.SendStep;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.RunStatus;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.Page;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import io.aicmo.port.job.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Has runs go on whose lead, sequence or person was deleted and is back. The job of a run that was due meanwhile found
 * nobody to send to, and ended; the run stands where it stood, and what is sent is decided when it is sent, as ever.
 */
public final class WakeRuns {
    /** By then whoever looked at a run just before its people were back has ended, and made nothing of it. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Records records;
    private final JobStore jobs;
    private final Ids ids;
    private final InstantSource clock;

    public WakeRuns(Records records, JobStore jobs, Ids ids, InstantSource clock) {
        this.records = records;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /** Those of a lead. */
    public void ofLead(Tx tx, Lead lead) {
        wake(tx, lead.id());
    }

    /** Those through a sequence. */
    public void ofSequence(Tx tx, Sequence sequence) {
        wake(tx, running().where("sequenceId", sequence.id()));
    }

    /** Those of a person's leads, as far as these are there. */
    public void ofContact(Tx tx, Contact contact) {
        each(
                tx,
                RecordTypes.LEADS,
                ListQuery.newest(ListQuery.MAX_LIMIT).where("contactId", contact.id()),
                lead -> wake(tx, lead.id()));
    }

    private void wake(Tx tx, LeadId lead) {
        wake(tx, running().where("leadId", lead));
    }

    private static ListQuery running() {
        return ListQuery.newest(ListQuery.MAX_LIMIT).where("status", RunStatus.ACTIVE);
    }

    /** What is due later has its job still. */
    private void wake(Tx tx, ListQuery runs) {
        Instant now = clock.instant();
        each(tx, RecordTypes.SEQUENCE_RUNS, runs, run -> {
            if (!run.nextStepAt().isAfter(now)) {
                jobs.enqueue(
                        tx,
                        SendStep.job(new JobId(ids.next()), run, now)
                                .once(run.id() + ":back:" + now.toEpochMilli())
                                .due(now.plus(SOON)));
            }
        });
    }

    private <I extends Id, R extends Record & Entity<I>> void each(
            Tx tx, RecordType<I, R> type, ListQuery query, Consumer<R> what) {
        Page<R> page = records.of(type).list(tx, query);
        page.data().forEach(what);
        while (page.next() != null) {
            page = records.of(type).list(tx, query.after(page.next()));
            page.data().forEach(what);
        }
    }
}
