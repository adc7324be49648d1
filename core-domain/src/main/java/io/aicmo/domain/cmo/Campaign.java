package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign: what is done for one goal, over one or several channels.
 *
 * @param planId the plan that it is part of, or null
 * @param targetIcpId whom it is for, or null
 * @param offerId what it sells, or null
 * @param name unique among the workspace's living campaigns
 * @param channels names of declared channels
 * @param intensity how hard it pushes, or null
 * @param phases the parts of its time
 * @param progress how far it is, 0 to 100 per cent, as people see it
 * @param replyCount replies that it has brought; counted by the spine, never set by hand
 * @param direct whether it is its workspace's standing campaign for events that no campaign caused
 */
public record Campaign(
        CampaignId id,
        WorkspaceId workspaceId,
        @Nullable PlanId planId,
        @Nullable IcpSegmentId targetIcpId,
        @Nullable OfferId offerId,
        String name,
        @Nullable String objective,
        @Nullable String goal,
        CampaignStatus status,
        List<String> channels,
        @Nullable Intensity intensity,
        List<CampaignPhase> phases,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        int progress,
        long replyCount,
        boolean direct,
        @Nullable Generation generation,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<CampaignId> {

    /** The name of every workspace's standing campaign. */
    public static final String DIRECT = "direct";

    /**
     * @throws Rejected {@code text.missing}, {@code text.too_long}, {@code campaign.ends_before_start},
     *     {@code campaign.progress_out_of_range}, {@code campaign.phase_out_of_range}
     */
    public Campaign {
        name = Text.required(name, "name", 200);
        objective = Text.optional(objective, "objective", 500);
        goal = Text.optional(goal, "goal", 2000);
        channels = List.copyOf(channels);
        phases = CampaignPhase.checked(phases);
        if (startDate != null && endDate != null && endDate.isBefore(startDate)) {
            throw Rejected.field("end_date", "campaign.ends_before_start", "end_date must not be before start_date");
        }
        if (progress < 0 || progress > 100) {
            throw Rejected.field("progress", "campaign.progress_out_of_range", "progress must be between 0 and 100");
        }
    }

    /** The standing campaign of a new workspace: active from the start, on every channel. */
    public static Campaign direct(CampaignId id, WorkspaceId workspaceId, List<String> channels, Instant now) {
        Edit words = Edit.named(DIRECT, channels).with(CampaignStatus.ACTIVE);
        return made(id, workspaceId, words, 0, true, null, now, now, 1, null);
    }

    /** A new campaign, in planning. */
    public static Campaign planned(
            CampaignId id, WorkspaceId workspaceId, Edit words, @Nullable Generation generation, Instant now) {
        return made(id, workspaceId, words.with(CampaignStatus.PLANNING), 0, false, generation, now, now, 1, null);
    }

    /** What people may change about a campaign. */
    public record Edit(
            @Nullable PlanId planId,
            @Nullable IcpSegmentId targetIcpId,
            @Nullable OfferId offerId,
            String name,
            @Nullable String objective,
            @Nullable String goal,
            CampaignStatus status,
            List<String> channels,
            @Nullable Intensity intensity,
            List<CampaignPhase> phases,
            @Nullable LocalDate startDate,
            @Nullable LocalDate endDate,
            int progress) {
        public Edit {
            channels = List.copyOf(channels);
            phases = List.copyOf(phases);
        }

        /** The least that a campaign needs: a name, and the channels that it is on. */
        public static Edit named(String name, List<String> channels) {
            return new Edit(
                    null,
                    null,
                    null,
                    name,
                    null,
                    null,
                    CampaignStatus.PLANNING,
                    channels,
                    null,
                    List.of(),
                    null,
                    null,
                    0);
        }

        /** The same in another status. */
        public Edit with(CampaignStatus other) {
            return new Edit(
                    planId,
                    targetIcpId,
                    offerId,
                    name,
                    objective,
                    goal,
                    other,
                    channels,
                    intensity,
                    phases,
                    startDate,
                    endDate,
                    progress);
        }
    }

    /** What people may change, as it is now. */
    public Edit edit() {
        return new Edit(
                planId,
                targetIcpId,
                offerId,
                name,
                objective,
                goal,
                status,
                channels,
                intensity,
                phases,
                startDate,
                endDate,
                progress);
    }

    /**
     * The same campaign as people want it; its status moves only along its machine.
     *
     * @throws Rejected {@code campaign.direct_is_standing}, {@code campaign.illegal_transition}, {@code text.*}
     */
    public Campaign edited(Edit edit, Instant now) {
        checkMove(edit.status);
        if (direct && !edit.name.equals(name)) {
            throw Rejected.field(
                    "name", "campaign.direct_is_standing", "the direct campaign of a workspace keeps its name");
        }
        return made(id, workspaceId, edit, replyCount, direct, generation, createdAt, now, version, deletedAt);
    }

    private void checkMove(CampaignStatus target) {
        if (direct && target != status) {
            throw Rejected.field(
                    "status", "campaign.direct_is_standing", "the direct campaign of a workspace is always active");
        }
        status.checkMove(target, "campaign");
    }

    /** The same campaign, which brought one more reply that we learned of at this time. */
    public Campaign replied(Instant recordedAt) {
        return counted(replyCount + 1, recordedAt.isAfter(updatedAt) ? recordedAt : updatedAt);
    }

    /** The same campaign after its replies were counted anew. */
    public Campaign withReplyCount(long replies) {
        return counted(replies, updatedAt);
    }

    private Campaign counted(long replies, Instant changedAt) {
        return made(id, workspaceId, edit(), replies, direct, generation, createdAt, changedAt, version, deletedAt);
    }

    private static Campaign made(
            CampaignId id,
            WorkspaceId workspaceId,
            Edit words,
            long replyCount,
            boolean direct,
            @Nullable Generation generation,
            Instant createdAt,
            Instant updatedAt,
            long version,
            @Nullable Instant deletedAt) {
        return new Campaign(
                id,
                workspaceId,
                words.planId,
                words.targetIcpId,
                words.offerId,
                words.name,
                words.objective,
                words.goal,
                words.status,
                words.channels,
                words.intensity,
                words.phases,
                words.startDate,
                words.endDate,
                words.progress,
                replyCount,
                direct,
                generation,
                createdAt,
                updatedAt,
                version,
                deletedAt);
    }
}
