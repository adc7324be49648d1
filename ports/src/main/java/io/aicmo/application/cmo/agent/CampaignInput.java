package io.aicmo.application.cmo.agent;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is made from.
 *
 * @param plan the plan that it is part of, or null
 * @param stages the names of the funnel's stages, in order; empty where there is no funnel
 * @param objective what kind of result it is for, or null
 * @param startDate its first day
 * @param weeks how long it lasts, 1 to 52
 * @param channels the channels that can be used, at least one
 * @param taken names that other campaigns have
 */
public record CampaignInput(
        Market market,
        @Nullable PlanFacts plan,
        List<String> stages,
        @Nullable String objective,
        LocalDate startDate,
        int weeks,
        List<String> channels,
        List<String> taken) {
    public CampaignInput {
        stages = List.copyOf(stages);
        channels = List.copyOf(channels);
        taken = List.copyOf(taken);
    }
}
