package io.aicmo.ai.playbook;

import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.SummaryInput;
import io.aicmo.domain.cmo.draft.SummaryWording;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.Playbook;

/** Words a week by the rules of {@link io.aicmo.domain.cmo.SummaryPlaybook}, under the name of what it is a week of. */
final class SummaryPlaybook implements Playbook<SummaryInput, SummaryWording> {
    private static final int NAME = 100;

    @Override
    public Agent<SummaryInput, SummaryWording> agent() {
        return CmoAgents.WEEKLY_SUMMARY;
    }

    @Override
    public SummaryWording answer(SummaryInput input) {
        SummaryWording words = io.aicmo.domain.cmo.SummaryPlaybook.of(input.review());
        return new SummaryWording(
                Wording.capital(Wording.phrase(input.subject(), NAME)) + ": " + words.headline(),
                words.summary(),
                words.highlights(),
                words.concerns(),
                words.nextSteps());
    }
}
