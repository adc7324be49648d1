package io.aicmo.application.crm;

import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.SpineDecision.FollowUp;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobStore;
import java.time.InstantSource;

/** Asks for a lead to be scored soon. */
public final class RequestLeadScore {
    /** Which lead is to be scored. */
    public record Payload(LeadId leadId) {}

    /** It is quick, and asks nobody outside. */
    public static final JobKind<Payload> JOB =
            JobKind.of(FollowUp.SCORE_LEAD, Payload.class).atOnce(4);

    private final Transactions transactions;
    private final Records records;
    private final JobStore jobs;
    private final Ids ids;
    private final InstantSource clock;

    public RequestLeadScore(Transactions transactions, Records records, JobStore jobs, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Enqueues the job.
     *
     * @throws io.aicmo.port.NotFound if there is no such lead
     */
    public JobId handle(Actor actor, LeadId id) {
        JobId job = new JobId(ids.next());
        return transactions.write(actor, tx -> {
            Lead lead = records.of(RecordTypes.LEADS).get(tx, id);
            actor.checkWorkspace(lead.workspaceId());
            return jobs.enqueue(tx, JOB.job(job, new Payload(id), clock.instant()));
        });
    }
}
