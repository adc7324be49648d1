package io.aicmo.ai.playbook;

import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.RoutingInput;
import io.aicmo.domain.cmo.draft.RoutingAdvice;
import io.aicmo.domain.crm.LeadRouter.Route;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.Playbook;
import java.util.List;

/** The score decides, unless the lead has just done something that says more. */
final class RoutingPlaybook implements Playbook<RoutingInput, RoutingAdvice> {
    /** Of the last activities so many are recent enough to outweigh a score. */
    private static final int RECENT = 5;

    @Override
    public Agent<RoutingInput, RoutingAdvice> agent() {
        return CmoAgents.LEAD_ROUTER;
    }

    @Override
    public RoutingAdvice answer(RoutingInput input) {
        if (input.status().isClosed()) {
            return new RoutingAdvice(
                    Route.NURTURE, "The lead is " + input.status().word() + ".", "Nothing, unless it speaks up again.");
        }
        List<String> recent = input.recent().stream().limit(RECENT).toList();
        if (recent.stream().anyMatch(type -> type.endsWith("meeting_booked"))) {
            return new RoutingAdvice(
                    Route.SALES_NOW, "It has booked a meeting.", "Confirm the meeting today, and prepare it.");
        }
        if (recent.stream().anyMatch(type -> type.endsWith("_replied")) && input.byScore() == Route.NURTURE) {
            return new RoutingAdvice(
                    Route.SALES,
                    "It has replied, which says more than its score of " + input.score() + ".",
                    "Answer its reply in person.");
        }
        return new RoutingAdvice(input.byScore(), reason(input), firstStep(input));
    }

    private static String reason(RoutingInput input) {
        String because = input.scoreReasons().isEmpty()
                ? ""
                : ", because of "
                        + Wording.phrase(
                                String.join(
                                        "; ",
                                        input.scoreReasons().stream().limit(3).toList()),
                                500);
        return "Its score is " + input.score() + because + ".";
    }

    private static String firstStep(RoutingInput input) {
        String about = input.campaign() == null ? "what brought it here" : Wording.phrase(input.campaign(), 120);
        return switch (input.byScore()) {
            case SALES_NOW -> "Call it today and speak about " + about + ".";
            case SALES -> "Write to it in person this week about " + about + ".";
            case NURTURE -> "Leave it to the sequence of " + about + ", and look again when it reacts.";
        };
    }
}
