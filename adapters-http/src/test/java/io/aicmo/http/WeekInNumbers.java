package io.aicmo.http;

import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.SummaryInput;
import io.aicmo.domain.cmo.draft.SummaryWording;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.Playbook;
import java.util.List;
import java.util.stream.Collectors;

/** Sums up a week by its bare numbers, so that routes can be tried without the adapter that words it well. */
final class WeekInNumbers implements Playbook<SummaryInput, SummaryWording> {
    @Override
    public Agent<SummaryInput, SummaryWording> agent() {
        return CmoAgents.WEEKLY_SUMMARY;
    }

    @Override
    public SummaryWording answer(SummaryInput input) {
        String numbers = input.figures().stream()
                .map(figure -> figure.name() + " " + figure.value() + " " + figure.unit())
                .collect(Collectors.joining(", "));
        return new SummaryWording(
                "The week of " + input.from(), "Figures: " + numbers, List.of(), List.of(), List.of());
    }
}
