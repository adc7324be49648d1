package io.aicmo.domain.cmo.draft;

import io.aicmo.domain.crm.LeadRouter;
import io.aicmo.domain.shared.Text;

/**
 * How soon somebody should speak to a lead, and how to begin. Who does is decided by {@link LeadRouter}.
 *
 * @param reason why, in a sentence
 * @param firstStep what to do first
 */
public record RoutingAdvice(LeadRouter.Route route, String reason, String firstStep) {
    /** @throws io.aicmo.domain.shared.Rejected {@code text.*} */
    public RoutingAdvice {
        reason = Text.required(reason, "reason", 1_000);
        firstStep = Text.required(firstStep, "first_step", 1_000);
    }
}
