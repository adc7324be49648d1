package io.aicmo.application.cmo;

import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.job.JobStore;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Asks the orchestrator for something about a lead; it is done by a job, see {@link Orchestrate}. */
public final class RequestOrchestration {
    private static final int RECENT = 200;

    private final Transactions transactions;
    private final Records records;
    private final SpineStore spine;
    private final JobStore jobs;
    private final Ids ids;
    private final InstantSource clock;

    public RequestOrchestration(
            Transactions transactions, Records records, SpineStore spine, JobStore jobs, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.spine = spine;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param workspaceId the lead's workspace, or null where the lead says enough
     * @param action one of {@link Orchestrate#ACTIONS}
     * @param campaignId the campaign that it is about, or null
     * @param activityId the activity that it is about, or null: the lead's last one of the type, or of a reply the last one
     * @param activityType of which type the activity is, or null for any
     * @param requestId the HTTP request, or null
     */
    public record Command(
            @Nullable WorkspaceId workspaceId,
            String action,
            LeadId leadId,
            @Nullable CampaignId campaignId,
            @Nullable ActivityId activityId,
            @Nullable String activityType,
            @Nullable String requestId) {}

    /**
     * Enqueues the job.
     *
     * @throws Rejected {@code orchestrator.unknown_action}, {@code lead.unknown}, {@code lead.in_other_workspace}, {@code
     *     campaign.unknown}, {@code campaign.in_other_workspace}, {@code activity.unknown}, {@code activity.missing}
     * @throws io.aicmo.port.Forbidden if the actor may not enter the lead's workspace
     */
    public JobId handle(Actor actor, Command command) {
        Orchestrate.checkAction(command.action);
        JobId job = new JobId(ids.next());
        return transactions.write(actor, tx -> {
            Lead lead = lead(tx, command);
            checkCampaign(tx, lead, command.campaignId);
            Activity activity = activity(tx, command);
            Orchestrate.Payload payload = new Orchestrate.Payload(
                    command.action,
                    activity == null ? null : activity.id(),
                    lead.contactId(),
                    lead.id(),
                    command.campaignId,
                    activity == null ? null : activity.channel(),
                    command.requestId);
            return jobs.enqueue(tx, Orchestrate.JOB.job(job, payload, clock.instant()));
        });
    }

    private Lead lead(Tx tx, Command command) {
        LeadId id = command.leadId;
        Lead lead = records.of(RecordTypes.LEADS)
                .find(tx, id)
                .orElseThrow(() -> Rejected.field("context/lead_id", "lead.unknown", "there is no lead " + id));
        tx.actor().checkWorkspace(lead.workspaceId());
        if (command.workspaceId != null && !command.workspaceId.equals(lead.workspaceId())) {
            throw Rejected.field(
                    "workspace_id", "lead.in_other_workspace", "the lead " + id + " is in another workspace");
        }
        return lead;
    }

    private void checkCampaign(Tx tx, Lead lead, @Nullable CampaignId id) {
        if (id == null) {
            return;
        }
        WorkspaceId workspace = records.of(RecordTypes.CAMPAIGNS)
                .find(tx, id)
                .orElseThrow(
                        () -> Rejected.field("context/campaign_id", "campaign.unknown", "there is no campaign " + id))
                .workspaceId();
        if (!workspace.equals(lead.workspaceId())) {
            throw Rejected.field(
                    "context/campaign_id",
                    "campaign.in_other_workspace",
                    "the campaign " + id + " is in another workspace than the lead");
        }
    }

    /** What it is about among the newest activities of the lead; null where nothing was named, and it is no reply. */
    private @Nullable Activity activity(Tx tx, Command command) {
        ActivityId id = command.activityId;
        boolean reply = command.action.equals(HandleReply.ACTION);
        if (id == null && command.activityType == null && !reply) {
            return null;
        }
        return spine.timeline(tx, command.leadId, null, RECENT).data().stream()
                .filter(activity ->
                        id == null ? isMeant(command, activity) : activity.id().equals(id))
                .findFirst()
                .orElseThrow(() -> id == null
                        ? Rejected.field("context/lead_id", "activity.missing", "the lead has no such activity")
                        : Rejected.field(
                                "context/activity_id",
                                "activity.unknown",
                                "there is no activity " + id + " among the newest " + RECENT + " of the lead"));
    }

    private static boolean isMeant(Command command, Activity activity) {
        return command.activityType == null
                ? activity.type().endsWith("_replied")
                : activity.type().equals(command.activityType);
    }
}
