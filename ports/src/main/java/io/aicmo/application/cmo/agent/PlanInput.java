package io.aicmo.application.cmo.agent;

import io.aicmo.domain.shared.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is made from.
 *
 * @param startDate its first day
 * @param goal what it shall achieve, or null where the brand's goals say so
 * @param budget for the 90 days, or null where nobody has said
 * @param channels the channels that can be used, at least one
 * @param brief what else the person who asks wants, or null
 */
public record PlanInput(
        Market market,
        LocalDate startDate,
        @Nullable String goal,
        @Nullable Money budget,
        List<String> channels,
        @Nullable String brief) {
    public PlanInput {
        channels = List.copyOf(channels);
    }
}
