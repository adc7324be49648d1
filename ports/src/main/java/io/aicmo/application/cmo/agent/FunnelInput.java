package io.aicmo.application.cmo.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a funnel is made from.
 *
 * @param plan the plan that it serves, or null
 * @param channels the channels that can be used, at least one
 */
public record FunnelInput(Market market, @Nullable PlanFacts plan, List<String> channels) {
    public FunnelInput {
        channels = List.copyOf(channels);
    }
}
