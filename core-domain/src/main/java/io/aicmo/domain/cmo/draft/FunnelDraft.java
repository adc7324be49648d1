package io.aicmo.domain.cmo.draft;

import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.FunnelStage;
import io.aicmo.domain.shared.Decimals;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The way of a stranger to a customer, drafted.
 *
 * @param stages in the order in which people pass them, 2 to 12; no two have the same name
 */
public record FunnelDraft(String name, String goal, List<Stage> stages) {

    /**
     * One stage.
     *
     * @param goal what somebody does who has passed it
     * @param conversionTarget how many per cent of those who enter it shall pass it: above 0, at most 100, 2 decimals
     * @param channels on which channels people are met in it, at least one
     * @param assetKinds what content it needs, at least one
     */
    public record Stage(
            String name,
            String goal,
            String description,
            BigDecimal conversionTarget,
            List<String> channels,
            List<AssetKind> assetKinds) {

        /** @throws Rejected {@code funnel_stage.conversion_target_out_of_range}, {@code list.*}, {@code text.*} */
        public Stage {
            name = Text.required(name, "name", 200);
            goal = Text.required(goal, "goal", 2_000);
            description = Text.required(description, "description", 5_000);
            channels = Text.list(Lists.between(channels, "channels", 1, 50), "channels", 50, 100);
            assetKinds = Lists.between(assetKinds, "asset_kinds", 1, 50);
            if (!Decimals.isPositive(conversionTarget, 100, 2)) {
                throw Rejected.field(
                        "conversion_target",
                        "funnel_stage.conversion_target_out_of_range",
                        "conversion_target must be above 0 and at most 100 per cent, with at most 2 decimals");
            }
        }
    }

    /** @throws Rejected {@code funnel.stage_twice}, {@code list.*}, {@code text.*} */
    public FunnelDraft {
        name = Text.required(name, "name", 200);
        goal = Text.required(goal, "goal", 2_000);
        stages = Lists.between(stages, "stages", 2, 12);
        if (stages.stream()
                        .map(stage -> stage.name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                < stages.size()) {
            throw Rejected.field("stages", "funnel.stage_twice", "no two stages of a funnel have the same name");
        }
    }

    /**
     * The stage that takes the place of one that is drafted anew: none that the funnel has besides; the one of its name,
     * else what stands nearest to its place.
     *
     * @param all the stages of its funnel
     * @return empty if every stage that was drafted is one of the others
     */
    public Optional<Stage> inPlaceOf(FunnelStage stage, List<FunnelStage> all) {
        return IntStream.range(0, stages.size())
                .filter(at -> all.stream()
                        .noneMatch(other ->
                                !other.id().equals(stage.id()) && other.name().equalsIgnoreCase(stages.get(at).name)))
                .boxed()
                .min(Comparator.<Integer>comparingInt(at -> stages.get(at).name.equalsIgnoreCase(stage.name()) ? 0 : 1)
                        .thenComparingInt(at -> Math.abs(at - stage.position())))
                .map(stages::get);
    }
}
