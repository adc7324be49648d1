package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Decimals;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.FunnelId;
import io.aicmo.domain.shared.FunnelStageId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a funnel.
 *
 * @param position its place, 0 for the first; no two stages of a funnel share one
 * @param name no two stages of a funnel share one, see {@link #checkName}
 * @param goal what somebody does who has passed it
 * @param conversionTarget how many per cent of those who enter it shall pass it: above 0, at most 100, 2 decimals
 * @param channels on which channels people are met in it
 * @param assetKinds what content it needs
 */
public record FunnelStage(
        FunnelStageId id,
        WorkspaceId workspaceId,
        FunnelId funnelId,
        int position,
        String name,
        String goal,
        @Nullable String description,
        BigDecimal conversionTarget,
        List<String> channels,
        List<AssetKind> assetKinds,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<FunnelStageId> {

    /** The most stages that one funnel may have. */
    public static final int MOST = 20;

    /**
     * @throws Rejected {@code funnel_stage.position_out_of_range}, {@code funnel_stage.conversion_target_out_of_range},
     *     {@code list.too_long}, {@code text.*}
     */
    public FunnelStage {
        name = Text.required(name, "name", 200);
        goal = Text.required(goal, "goal", 2_000);
        description = Text.optional(description, "description", 5_000);
        channels = Text.list(channels, "channels", 50, 100);
        Text.checkCount(assetKinds, "asset_kinds", 50);
        assetKinds = List.copyOf(assetKinds);
        if (position < 0 || position >= MOST) {
            throw Rejected.field(
                    "position", "funnel_stage.position_out_of_range", "position must be between 0 and " + (MOST - 1));
        }
        if (!Decimals.isPositive(conversionTarget, 100, 2)) {
            throw Rejected.field(
                    "conversion_target",
                    "funnel_stage.conversion_target_out_of_range",
                    "conversion_target must be above 0 and at most 100 per cent, with at most 2 decimals");
        }
    }

    /** What people may change about a stage. */
    public record Edit(
            int position,
            String name,
            String goal,
            @Nullable String description,
            BigDecimal conversionTarget,
            List<String> channels,
            List<AssetKind> assetKinds) {}

    /** A stage of a funnel. */
    public static FunnelStage of(Funnel funnel, FunnelStageId id, Edit words, Instant now) {
        return new FunnelStage(
                id,
                funnel.workspaceId(),
                funnel.id(),
                words.position,
                words.name,
                words.goal,
                words.description,
                words.conversionTarget,
                words.channels,
                words.assetKinds,
                now,
                now,
                1,
                null);
    }

    /**
     * Checks that no other stage has its name; small and capital letters make no difference.
     *
     * @param all the stages of its funnel, of which it may be one
     * @throws Rejected {@code funnel.stage_twice}
     */
    public void checkName(List<FunnelStage> all) {
        if (all.stream().anyMatch(other -> !other.id.equals(id) && other.name.equalsIgnoreCase(name))) {
            throw Rejected.field(
                    "name", "funnel.stage_twice", "no two stages of a funnel have the same name; one is " + name);
        }
    }

    /** What people may change, as it is now. */
    public Edit edit() {
        return new Edit(position, name, goal, description, conversionTarget, channels, assetKinds);
    }

    /** The same stage as people want it. */
    public FunnelStage edited(Edit edit, Instant now) {
        return new FunnelStage(
                id,
                workspaceId,
                funnelId,
                edit.position,
                edit.name,
                edit.goal,
                edit.description,
                edit.conversionTarget,
                edit.channels,
                edit.assetKinds,
                createdAt,
                now,
                version,
                deletedAt);
    }
}
