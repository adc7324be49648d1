package io.aicmo.application.cmo.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a funnel is made from.
 *
 * @param plan the plan that it serves, or null
 * @param channels the channels that can be used, at least one
 * @param brief what else the person who asks wants, or null
 */
public record FunnelInput(
        Market market,
        @Nullable PlanFacts plan,
        List<String> channels,
        @Nullable String brief) {
    public FunnelInput {
        channels = List.copyOf(channels);
    }
}
