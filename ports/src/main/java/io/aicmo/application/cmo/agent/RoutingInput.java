package io.aicmo.application.cmo.agent;

import io.aicmo.domain.crm.LeadRouter;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.shared.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a lead, to decide how soon somebody should speak to it.
 *
 * @param score 0 to 100
 * @param scoreReasons why
 * @param byScore the route that the score alone would mean
 * @param title the person's title, or null
 * @param recent the types of its last activities, the newest first
 */
public record RoutingInput(
        LeadStatus status,
        int score,
        List<String> scoreReasons,
        LeadRouter.Route byScore,
        @Nullable String source,
        @Nullable String campaign,
        @Nullable String company,
        @Nullable String title,
        @Nullable Money budget,
        List<String> recent) {
    public RoutingInput {
        scoreReasons = List.copyOf(scoreReasons);
        recent = List.copyOf(recent);
    }
}
