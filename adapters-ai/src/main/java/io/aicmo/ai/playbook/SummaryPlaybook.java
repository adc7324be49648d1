package io.aicmo.ai.playbook;

import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.Figure;
import io.aicmo.application.cmo.agent.SummaryInput;
import io.aicmo.domain.cmo.draft.SummaryWording;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.Playbook;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says the figures as they are, and which went which way; it computes none of its own. */
final class SummaryPlaybook implements Playbook<SummaryInput, SummaryWording> {
    private static final int MOST = 10;
    private static final int IN_A_SENTENCE = 6;

    @Override
    public Agent<SummaryInput, SummaryWording> agent() {
        return CmoAgents.WEEKLY_SUMMARY;
    }

    @Override
    public SummaryWording answer(SummaryInput input) {
        List<Figure> known = input.figures().stream()
                .filter(figure -> figure.value() != null)
                .toList();
        List<Figure> better =
                known.stream().filter(figure -> direction(figure) > 0).toList();
        List<Figure> worse =
                known.stream().filter(figure -> direction(figure) < 0).toList();
        return new SummaryWording(
                Wording.phrase(Wording.capital(input.subject()) + ": " + headline(better, worse), 300),
                known.isEmpty()
                        ? "Nothing was measured this week."
                        : "This week: "
                                + known.stream()
                                        .limit(IN_A_SENTENCE)
                                        .map(SummaryPlaybook::said)
                                        .collect(Collectors.joining("; "))
                                + ".",
                sentences(better),
                sentences(worse),
                worse.isEmpty()
                        ? List.of("Keep going, and try one new message beside the one that works.")
                        : worse.stream()
                                .limit(MOST)
                                .map(figure -> "Find out why " + name(figure) + " went the wrong way.")
                                .toList());
    }

    private static String headline(List<Figure> better, List<Figure> worse) {
        if (better.isEmpty() && worse.isEmpty()) {
            return "a week like the one before";
        }
        if (worse.isEmpty()) {
            return "a better week";
        }
        return better.isEmpty() ? "a weaker week" : "a week with ups and downs";
    }

    private static List<String> sentences(List<Figure> figures) {
        return figures.stream()
                .limit(MOST)
                .map(figure -> Wording.capital(said(figure)) + ".")
                .toList();
    }

    /** Above zero where it became better, below where worse, zero where nobody can say. */
    private static int direction(Figure figure) {
        BigDecimal value = figure.value();
        BigDecimal previous = figure.previous();
        if (value == null || previous == null) {
            return 0;
        }
        String name = figure.name().toLowerCase(Locale.ROOT);
        boolean low = name.contains("cost") || name.contains("cpl") || name.contains("cac") || name.contains("bounce");
        return low ? previous.compareTo(value) : value.compareTo(previous);
    }

    private static String said(Figure figure) {
        return name(figure) + " " + number(figure.value(), figure)
                + (figure.previous() == null ? "" : ", the week before " + number(figure.previous(), figure));
    }

    private static String number(@Nullable BigDecimal number, Figure figure) {
        if (number == null) {
            return "unknown";
        }
        BigDecimal stripped = number.stripTrailingZeros();
        String plain = (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
        return name(figure).endsWith(figure.unit()) ? plain : plain + " " + figure.unit();
    }

    private static String name(Figure figure) {
        return Wording.spoken(figure.name().replace('.', ' '));
    }
}
