package io.aicmo.application.cmo.agent;

import java.time.LocalDate;
import java.util.List;

/**
 * The figures of a week, to be put into words. {@link Figure#previous} is what they were the week before.
 *
 * @param subject what they are of, for example a workspace's name
 * @param from the week's first day
 * @param to its last day
 */
public record SummaryInput(String subject, LocalDate from, LocalDate to, List<Figure> figures) {
    public SummaryInput {
        figures = List.copyOf(figures);
    }
}
