package io.aicmo.domain.crm;

import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that one channel event changes, as a value. A store resolves the party and the campaign, and applies it in one
 * transaction or refuses it. Decisions commute: whatever the order, the same decisions leave the same state.
 *
 * @param tenantId whose event it is; from the credential, never from the event
 * @param activityId the id that the activity gets if the event is new
 * @param event the event, with {@code activityType} as it is recorded
 * @param recordedAt when we learned of it
 * @param stat the statistic to add one to, or null
 * @param pause which sequences pause and why, or null
 * @param advanceTo the status to move the lead forward to, or null
 * @param countsCampaignReply whether the campaign's reply count grows
 * @param consents what the person said about being written to, by channel
 * @param contacts whether the lead was contacted then
 * @param startsThread whether replies are to find this message by its Message-ID
 * @param jobs what is to be done afterwards, if and only if the event is recorded
 * @param workspaces the workspaces that whoever tells it may enter, empty for all; what turns out to be another's is
 *     refused
 */
public record SpineDecision(
        TenantId tenantId,
        ActivityId activityId,
        ChannelEvent event,
        Instant recordedAt,
        @Nullable StatType stat,
        @Nullable Pause pause,
        @Nullable LeadStatus advanceTo,
        boolean countsCampaignReply,
        Map<String, ConsentState> consents,
        boolean contacts,
        boolean startsThread,
        List<FollowUp> jobs,
        Set<WorkspaceId> workspaces) {

    /**
     * A pause of sequences.
     *
     * @param reason the activity type that caused it, shown to people
     * @param wholePerson whether it holds for every lead of the person
     */
    public record Pause(String reason, boolean wholePerson) {}

    /**
     * A job to enqueue with the event.
     *
     * @param id its id
     * @param kind what kind of job
     * @param action what the orchestrator is asked to do, or null for other kinds
     */
    public record FollowUp(JobId id, String kind, @Nullable String action) {
        /** Scores the lead. */
        public static final String SCORE_LEAD = "auto-score-lead";
        /** Hands the event to the orchestrator. */
        public static final String ORCHESTRATE = "cmo-orchestrator";
    }

    public SpineDecision {
        consents = Map.copyOf(consents);
        jobs = List.copyOf(jobs);
        workspaces = Set.copyOf(workspaces);
    }

    /** The same decision of somebody who may enter these workspaces alone; empty means all. */
    public SpineDecision within(Set<WorkspaceId> some) {
        return with(jobs, some);
    }

    /** The same decision without follow-ups of a kind, for whoever does that work at once. */
    public SpineDecision without(String jobKind) {
        return with(jobs.stream().filter(job -> !job.kind().equals(jobKind)).toList(), workspaces);
    }

    private SpineDecision with(List<FollowUp> followUps, Set<WorkspaceId> some) {
        return new SpineDecision(
                tenantId,
                activityId,
                event,
                recordedAt,
                stat,
                pause,
                advanceTo,
                countsCampaignReply,
                consents,
                contacts,
                startsThread,
                followUps,
                some);
    }

    /** When a record that this changes was last changed, if it was at {@code before} until now. */
    Instant changedAt(Instant before) {
        return recordedAt.isAfter(before) ? recordedAt : before;
    }
}
