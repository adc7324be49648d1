package io.aicmo.ai;

import io.aicmo.ai.playbook.Playbooks;
import io.aicmo.port.ai.Playbook;
import java.io.IOException;

/** A model that answers every agent's question as its playbook would: good answers, over the real wire. */
public final class PlaybookModel implements StubAi.Reaction {
    @Override
    public void to(StubAi.Asked asked, StubAi.Wire wire) throws IOException, InterruptedException {
        String agent = asked.body().at("/response_format/json_schema/name").stringValue();
        Playbook<?, ?> playbook = Playbooks.ALL.stream()
                .filter(one -> one.agent().name().equals(agent))
                .findFirst()
                .orElseThrow();
        StubAi.text(answer(playbook, asked.message(1))).to(asked, wire);
    }

    private static <I extends Record> String answer(Playbook<I, ?> playbook, String told) {
        String data = told.substring("<data>\n".length(), told.length() - "\n</data>".length());
        return Json.text(
                playbook.answer(Json.MAPPER.readValue(data, playbook.agent().input())));
    }
}
