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
    /** What figures of the whole are of: {@code all.cpl}, beside {@code google_ads.cpl}. */
    public static final String WHOLE = "all";
    /** The unit of a part of one: 0.034 is 3.4 %. */
    public static final String SHARE = "share";

    public AnalystInput {
        figures = List.copyOf(figures);
    }
}
