package io.aicmo.domain.cmo.draft;

import io.aicmo.domain.shared.Text;
import java.util.List;
import java.util.stream.Stream;

/**
 * The words of a weekly summary; its figures were computed before.
 *
 * @param headline the week in one sentence
 * @param summary the week in a paragraph
 * @param highlights what went well
 * @param concerns what did not
 * @param nextSteps what to do next week
 */
public record SummaryWording(
        String headline, String summary, List<String> highlights, List<String> concerns, List<String> nextSteps) {

    /** @throws io.aicmo.domain.shared.Rejected {@code list.too_long}, {@code text.*} */
    public SummaryWording {
        headline = Text.required(headline, "headline", 300);
        summary = Text.required(summary, "summary", 5_000);
        highlights = Text.list(highlights, "highlights", 10, 1_000);
        concerns = Text.list(concerns, "concerns", 10, 1_000);
        nextSteps = Text.list(nextSteps, "next_steps", 10, 1_000);
    }

    /** All that it says, for whoever checks it. */
    public List<String> sentences() {
        return Stream.of(List.of(headline, summary), highlights, concerns, nextSteps)
                .flatMap(List::stream)
                .toList();
    }
}
