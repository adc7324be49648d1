package io.aicmo.ai.playbook;

import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.FunnelInput;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.draft.FunnelDraft;
import io.aicmo.domain.cmo.draft.FunnelDraft.Stage;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.Playbook;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** Four stages, each met on those of the channels that are good for it. */
final class FunnelPlaybook implements Playbook<FunnelInput, FunnelDraft> {
    @Override
    public Agent<FunnelInput, FunnelDraft> agent() {
        return CmoAgents.FUNNEL_ARCHITECT;
    }

    @Override
    public FunnelDraft answer(FunnelInput input) {
        Wording words = new Wording(input.market());
        String goal = input.plan() == null || input.plan().goal() == null
                ? words.goal()
                : input.plan().goal();
        List<String> channels = input.channels();
        return new FunnelDraft(
                Wording.phrase("From stranger to customer: " + words.offer(), 200),
                Wording.capital(Wording.phrase(goal, 1_000)),
                List.of(
                        stage(
                                "Awareness",
                                "Visits the page of " + words.offer(),
                                "People among " + words.audience() + " recognise " + words.problem() + " and see that "
                                        + words.brand() + " knows it too.",
                                "3",
                                channels,
                                ChannelRole.SOCIAL),
                        stage(
                                "Interest",
                                "Leaves an address",
                                "The page promises " + words.promise() + " and asks for one thing: "
                                        + words.callToAction() + ".",
                                "20",
                                channels,
                                ChannelRole.PAGE),
                        stage(
                                "Consideration",
                                "Answers, or books a meeting",
                                "A sequence shows why: " + String.join("; ", words.benefits()) + ".",
                                "15",
                                channels,
                                ChannelRole.MAIL,
                                ChannelRole.TEXT),
                        stage(
                                "Decision",
                                "Becomes a customer",
                                "Somebody of " + words.brand() + " speaks to them, answers what is open and proposes "
                                        + words.offer() + ".",
                                "25",
                                channels,
                                ChannelRole.CALL,
                                ChannelRole.MAIL)));
    }

    private static Stage stage(
            String name, String goal, String description, String target, List<String> channels, ChannelRole... roles) {
        List<String> fitting = channels.stream()
                .filter(channel -> Arrays.asList(roles).contains(ChannelRole.of(channel)))
                .distinct()
                .limit(10)
                .toList();
        List<String> used = fitting.isEmpty() ? channels.stream().limit(1).toList() : fitting;
        List<AssetKind> kinds = used.stream()
                .flatMap(channel -> ChannelRole.of(channel).kinds().stream())
                .distinct()
                .toList();
        return new Stage(name, goal, description, new BigDecimal(target), used, kinds);
    }
}
