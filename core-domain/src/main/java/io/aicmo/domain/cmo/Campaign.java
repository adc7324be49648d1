package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A campaign: what is done for one goal, over one or several channels.
 *
 * @param name unique among the workspace's living campaigns
 * @param channels names of declared channels
 * @param replyCount replies that it has brought; counted by the spine, never set by hand
 * @param direct whether it is its workspace's standing campaign for events that no campaign caused
 */
public record Campaign(
        CampaignId id,
        WorkspaceId workspaceId,
        String name,
        @Nullable String objective,
        @Nullable String goal,
        CampaignStatus status,
        List<String> channels,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        long replyCount,
        boolean direct,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<CampaignId> {

    /** The name of every workspace's standing campaign. */
    public static final String DIRECT = "direct";

    /** @throws Rejected {@code text.missing}, {@code text.too_long}, {@code campaign.ends_before_start} */
    public Campaign {
        name = Text.required(name, "name", 200);
        objective = Text.optional(objective, "objective", 500);
        goal = Text.optional(goal, "goal", 2000);
        channels = List.copyOf(channels);
        if (startDate != null && endDate != null && endDate.isBefore(startDate)) {
            throw Rejected.field("end_date", "campaign.ends_before_start", "end_date must not be before start_date");
        }
    }

    /** The standing campaign of a new workspace: active from the start, on every channel. */
    public static Campaign direct(CampaignId id, WorkspaceId workspaceId, List<String> channels, Instant now) {
        return new Campaign(
                id,
                workspaceId,
                DIRECT,
                null,
                null,
                CampaignStatus.ACTIVE,
                channels,
                null,
                null,
                0,
                true,
                now,
                now,
                1,
                null);
    }

    /** What people may change about a campaign. */
    public record Edit(
            String name,
            @Nullable String objective,
            @Nullable String goal,
            CampaignStatus status,
            List<String> channels,
            @Nullable LocalDate startDate,
            @Nullable LocalDate endDate) {
        public Edit {
            channels = List.copyOf(channels);
        }
    }

    /** What people may change, as it is now. */
    public Edit edit() {
        return new Edit(name, objective, goal, status, channels, startDate, endDate);
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
        return new Campaign(
                id,
                workspaceId,
                edit.name,
                edit.objective,
                edit.goal,
                edit.status,
                edit.channels,
                edit.startDate,
                edit.endDate,
                replyCount,
                direct,
                createdAt,
                now,
                version,
                deletedAt);
    }

    private void checkMove(CampaignStatus target) {
        if (target == status) {
            return;
        }
        if (direct) {
            throw Rejected.field(
                    "status", "campaign.direct_is_standing", "the direct campaign of a workspace is always active");
        }
        if (!status.next().contains(target)) {
            throw Rejected.field(
                    "status",
                    "campaign.illegal_transition",
                    "a campaign that is " + status.word() + " cannot become " + target.word() + "; possible: "
                            + (status.next().isEmpty()
                                    ? "nothing"
                                    : status.next().stream()
                                            .map(CampaignStatus::word)
                                            .sorted()
                                            .collect(Collectors.joining(", "))));
        }
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
        return new Campaign(
                id,
                workspaceId,
                name,
                objective,
                goal,
                status,
                channels,
                startDate,
                endDate,
                replies,
                direct,
                createdAt,
                changedAt,
                version,
                deletedAt);
    }
}
