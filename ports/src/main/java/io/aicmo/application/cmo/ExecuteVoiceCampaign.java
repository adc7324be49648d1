package io.aicmo.application.cmo;

import io.aicmo.application.crm.CreateSequence;
import io.aicmo.application.crm.EnrollLead;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.AssetStatus;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.crm.SequenceStep;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.SequenceStepStore;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.JobStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls the people of a campaign with its approved script. The script is a sequence of one call, and each lead of the
 * campaign is enrolled into it: so a call waits for its hours, keeps to limits and to what the person said, is placed once
 * and stands on the timeline like every other message. A script is read to nobody twice, however often this is asked for.
 */
public final class ExecuteVoiceCampaign {
    /** Whom to call, and the sequence that calls. */
    public record Payload(CampaignId campaignId, SequenceId sequenceId) {}

    public static final JobKind<Payload> JOB = JobKind.of("execute-voice-campaign", Payload.class);

    private static final Set<AssetStatus> FIT =
            Set.of(AssetStatus.APPROVED, AssetStatus.SCHEDULED, AssetStatus.PUBLISHED);
    private static final String NO_PHONE = "contact.phone_missing";
    private static final String CALLED = "sequence_run.already_exists";

    private final Transactions transactions;
    private final Records records;
    private final SequenceStepStore steps;
    private final JobStore jobs;
    private final CreateSequence createSequence;
    private final EnrollLead enrollLead;
    private final Ids ids;
    private final InstantSource clock;

    public ExecuteVoiceCampaign(
            Transactions transactions,
            Records records,
            SequenceStepStore steps,
            JobStore jobs,
            CreateSequence createSequence,
            EnrollLead enrollLead,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.steps = steps;
        this.jobs = jobs;
        this.createSequence = createSequence;
        this.enrollLead = enrollLead;
        this.ids = ids;
        this.clock = clock;
    }

    /** The job that enrols, and the sequence in which the calls can be watched, paused and stopped. */
    public record Asked(JobId jobId, SequenceId sequenceId) {}

    /**
     * Enqueues the job.
     *
     * @throws io.aicmo.port.NotFound if there is no such campaign
     * @throws Rejected {@code campaign.not_active}, {@code campaign.voice_script_missing}
     */
    public Asked request(Actor actor, CampaignId id) {
        return transactions.write(actor, tx -> {
            // Of two who ask at once one makes the sequence, and the other finds it.
            Campaign campaign = records.of(RecordTypes.CAMPAIGNS).lock(tx, id);
            actor.checkWorkspace(campaign.workspaceId());
            if (campaign.status() != CampaignStatus.ACTIVE) {
                throw Rejected.field(
                        "campaign_id", "campaign.not_active", "the campaign is not active; launch it before it calls");
            }
            SequenceId sequence = sequence(tx, campaign, script(tx, campaign));
            Payload payload = new Payload(id, sequence);
            JobId job = jobs.enqueue(
                    tx, JOB.job(new JobId(ids.next()), payload, clock.instant()).once(sequence.toString()));
            return new Asked(job, sequence);
        });
    }

    private ContentAsset script(Tx tx, Campaign campaign) {
        return parts(tx, campaign).stream()
                .filter(asset -> asset.kind() == AssetKind.VOICE_SCRIPT && FIT.contains(asset.status()))
                .findFirst()
                .orElseThrow(() -> Rejected.field(
                        "campaign_id",
                        "campaign.voice_script_missing",
                        "the campaign has no approved voice script; approve one of its content assets"));
    }

    private List<ContentAsset> parts(Tx tx, Campaign campaign) {
        return Parts.of(tx, records, RecordTypes.CONTENT_ASSETS, "campaignId", campaign.id(), "position");
    }

    /** The sequence that reads this script; another script is another round of calls. */
    private SequenceId sequence(Tx tx, Campaign campaign, ContentAsset script) {
        return Parts.of(tx, records, RecordTypes.SEQUENCES, "campaignId", campaign.id(), "createdAt").stream()
                .filter(sequence -> reads(tx, sequence, script))
                .findFirst()
                .map(Sequence::id)
                .orElseGet(() -> made(tx, campaign, script));
    }

    private boolean reads(Tx tx, Sequence sequence, ContentAsset script) {
        List<SequenceStep> known = steps.list(tx, sequence.id());
        return known.size() == 1
                && known.get(0).channel().equals(Channels.VOICE.name())
                && known.get(0).body().equals(script.body());
    }

    private SequenceId made(Tx tx, Campaign campaign, ContentAsset script) {
        CreateSequence.Step call = new CreateSequence.Step(Channels.VOICE.name(), 0, null, script.body());
        return createSequence
                .handle(
                        tx.actor().within(tx),
                        new CreateSequence.Command(
                                campaign.workspaceId(), campaign.id(), script.title(), null, List.of(call)))
                .sequence()
                .id();
    }

    /**
     * Enrols every lead of the campaign that is not in the sequence yet.
     *
     * @return how many, and how many were left out for which reason
     */
    public Map<String, Object> handle(JobRun<Payload> run) {
        Payload what = run.payload();
        Map<String, Integer> leftOut = new TreeMap<>();
        long seen = 0;
        int enrolled = 0;
        @Nullable Position after = null;
        do {
            Page<Lead> page = leads(run.actor(), what.campaignId, after);
            for (Lead lead : page.data()) {
                run.checkCancelled();
                Optional<String> no = leftOut(run.actor(), what.sequenceId, lead);
                no.ifPresent(reason -> leftOut.merge(reason, 1, Integer::sum));
                enrolled += no.isEmpty() ? 1 : 0;
            }
            seen += page.data().size();
            after = page.next();
            run.progress(seen, seen + (after == null ? 0 : 1));
        } while (after != null);
        return Map.of("sequence_id", what.sequenceId.toString(), "enrolled", enrolled, "left_out", leftOut);
    }

    private Page<Lead> leads(Actor actor, CampaignId campaign, @Nullable Position after) {
        ListQuery of =
                new ListQuery(Map.of("campaignId", campaign), null, "createdAt", false, after, ListQuery.MAX_LIMIT);
        return transactions.read(actor, tx -> records.of(RecordTypes.LEADS).list(tx, of));
    }

    /** Enrols a lead, or says why not. */
    private Optional<String> leftOut(Actor actor, SequenceId sequence, Lead lead) {
        try {
            return transactions.write(actor, tx -> {
                if (records.of(RecordTypes.CONTACTS).get(tx, lead.contactId()).phone() == null) {
                    return Optional.of(NO_PHONE);
                }
                if (hasRun(tx, sequence, lead.id())) {
                    return Optional.of(CALLED);
                }
                enrollLead.handle(actor.within(tx), sequence, lead.id());
                return Optional.empty();
            });
        } catch (Rejected no) {
            return Optional.of(no.code());
        }
    }

    private boolean hasRun(Tx tx, SequenceId sequence, Id lead) {
        ListQuery runs = ListQuery.newest(1).where("sequenceId", sequence).where("leadId", lead);
        return !records.of(RecordTypes.SEQUENCE_RUNS).list(tx, runs).data().isEmpty();
    }
}
