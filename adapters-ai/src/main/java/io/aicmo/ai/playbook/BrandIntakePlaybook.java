package io.aicmo.ai.playbook;

import io.aicmo.application.cmo.agent.BrandIntakeInput;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.domain.cmo.BrandQuestion;
import io.aicmo.domain.cmo.draft.BrandFacts;
import io.aicmo.domain.cmo.draft.BrandTurn;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.Playbook;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Takes each message as the answer to the last question, and asks the next. */
final class BrandIntakePlaybook implements Playbook<BrandIntakeInput, BrandTurn> {
    @Override
    public Agent<BrandIntakeInput, BrandTurn> agent() {
        return CmoAgents.BRAND_INTAKE;
    }

    @Override
    public BrandTurn answer(BrandIntakeInput input) {
        Optional<BrandQuestion> asked = BrandQuestion.about(input.asked());
        BrandFacts learned =
                asked.map(question -> question.read(input.message())).orElse(BrandFacts.NONE);
        Set<String> declined = new HashSet<>(input.declined());
        boolean refuses = asked.isPresent() && BrandQuestion.isDeclined(input.message());
        if (refuses) {
            declined.add(asked.get().field());
        }
        Optional<BrandQuestion> next = BrandQuestion.next(learned.over(input.known()), declined);
        return next.map(question -> new BrandTurn(
                        opening(asked, learned, refuses) + question.question(), learned, question.field()))
                .orElseGet(() -> new BrandTurn(end(declined), learned, null));
    }

    private static String opening(Optional<BrandQuestion> asked, BrandFacts learned, boolean refuses) {
        if (asked.isEmpty()) {
            return "Let us set up your brand, one question at a time; say \"skip\" to leave one out. ";
        }
        if (refuses) {
            return "We leave that open. ";
        }
        return learned.equals(BrandFacts.NONE) ? "I could not read that. " : "Noted. ";
    }

    private static String end(Set<String> declined) {
        return declined.isEmpty()
                ? "Thank you, the profile is complete. The next step is a plan for 90 days."
                : "Thank you, that is all I wanted to ask. Still open: "
                        + String.join(
                                ", ",
                                declined.stream().sorted().map(Wording::spoken).toList()) + ".";
    }
}
