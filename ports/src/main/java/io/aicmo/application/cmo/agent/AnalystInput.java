package io.aicmo.application.cmo.agent;

import java.time.LocalDate;
import java.util.List;

/**
 * The figures of a time, to be judged.
 *
 * @param subject what they are of, for example a campaign's name
 * @param from the first day
 * @param to the last day
 */
public record AnalystInput(String subject, LocalDate from, LocalDate to, List<Figure> figures) {
    public AnalystInput {
        figures = List.copyOf(figures);
    }
}
