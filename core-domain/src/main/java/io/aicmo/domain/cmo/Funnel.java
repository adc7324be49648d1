package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.FunnelId;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The way of a stranger to a customer, in {@link FunnelStage stages}.
 *
 * @param planId the plan that it serves, or null
 * @param icpSegmentId whom it is for, or null
 * @param offerId what it sells, or null
 * @param generation how an agent made it, or null where people did
 */
public record Funnel(
        FunnelId id,
        WorkspaceId workspaceId,
        @Nullable PlanId planId,
        @Nullable IcpSegmentId icpSegmentId,
        @Nullable OfferId offerId,
        String name,
        @Nullable String goal,
        FunnelStatus status,
        @Nullable Generation generation,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<FunnelId> {

    /** @throws Rejected {@code text.*} */
    public Funnel {
        name = Text.required(name, "name", 200);
        goal = Text.optional(goal, "goal", 2_000);
    }

    /** What people may change about a funnel. */
    public record Edit(
            @Nullable PlanId planId,
            @Nullable IcpSegmentId icpSegmentId,
            @Nullable OfferId offerId,
            String name,
            @Nullable String goal,
            FunnelStatus status) {

        /** The same in another status. */
        public Edit with(FunnelStatus other) {
            return new Edit(planId, icpSegmentId, offerId, name, goal, other);
        }
    }

    /** A new funnel, a draft. */
    public static Funnel drafted(
            FunnelId id, WorkspaceId workspaceId, Edit words, @Nullable Generation generation, Instant now) {
        return new Funnel(
                id,
                workspaceId,
                words.planId,
                words.icpSegmentId,
                words.offerId,
                words.name,
                words.goal,
                FunnelStatus.DRAFT,
                generation,
                now,
                now,
                1,
                null);
    }

    /** What people may change, as it is now. */
    public Edit edit() {
        return new Edit(planId, icpSegmentId, offerId, name, goal, status);
    }

    /**
     * The same funnel as people want it; its status moves only along its machine.
     *
     * @throws Rejected {@code funnel.illegal_transition}, {@code text.*}
     */
    public Funnel edited(Edit edit, Instant now) {
        status.checkMove(edit.status, "funnel");
        return new Funnel(
                id,
                workspaceId,
                edit.planId,
                edit.icpSegmentId,
                edit.offerId,
                edit.name,
                edit.goal,
                edit.status,
                generation,
                createdAt,
                now,
                version,
                deletedAt);
    }
}
