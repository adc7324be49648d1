package io.aicmo.application.cmo.agent;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan that something is made for.
 *
 * @param themes what its months are about, in order
 */
public record PlanFacts(
        String name, @Nullable String goal, LocalDate startDate, LocalDate endDate, List<String> themes) {
    public PlanFacts {
        themes = List.copyOf(themes);
    }
}
