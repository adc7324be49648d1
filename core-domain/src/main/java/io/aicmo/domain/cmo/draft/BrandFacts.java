package io.aicmo.domain.cmo.draft;

import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a brand, or what a message told about it; null is what nobody has said.
 *
 * @param audience whom it serves, in a sentence
 * @param problem what its audience suffers from
 * @param valueProposition what it promises against that
 * @param positioning how it wants to be seen beside its competitors
 * @param voice how it speaks
 * @param goals what marketing shall achieve
 * @param guardrails what is never said or done
 * @param soundbites sentences to be said again and again
 * @param channels channels that it wants to be on
 * @param monthlyBudget what marketing may cost in a month
 */
public record BrandFacts(
        @Nullable String name,
        @Nullable String website,
        @Nullable String industry,
        @Nullable String stage,
        @Nullable String description,
        @Nullable String audience,
        @Nullable String problem,
        @Nullable String valueProposition,
        @Nullable String positioning,
        @Nullable String voice,
        @Nullable List<String> differentiators,
        @Nullable List<String> competitors,
        @Nullable List<String> goals,
        @Nullable List<String> guardrails,
        @Nullable List<String> soundbites,
        @Nullable List<String> channels,
        @Nullable Money monthlyBudget) {

    /** Nothing is known. */
    public static final BrandFacts NONE = new BrandFacts(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** @throws io.aicmo.domain.shared.Rejected {@code list.too_long}, {@code text.*} */
    public BrandFacts {
        name = Text.optional(name, "name", 200);
        website = Text.optional(website, "website", 500);
        industry = Text.optional(industry, "industry", 200);
        stage = Text.optional(stage, "stage", 100);
        description = Text.optional(description, "description", 5_000);
        audience = Text.optional(audience, "audience", 2_000);
        problem = Text.optional(problem, "problem", 2_000);
        valueProposition = Text.optional(valueProposition, "value_proposition", 2_000);
        positioning = Text.optional(positioning, "positioning", 2_000);
        voice = Text.optional(voice, "voice", 2_000);
        differentiators = sentences(differentiators, "differentiators");
        competitors = sentences(competitors, "competitors");
        goals = sentences(goals, "goals");
        guardrails = sentences(guardrails, "guardrails");
        soundbites = sentences(soundbites, "soundbites");
        channels = channels == null || channels.isEmpty() ? null : Text.list(channels, "channels", 50, 100);
    }

    /** These facts, and where they say nothing the others. */
    public BrandFacts over(BrandFacts others) {
        return new BrandFacts(
                first(name, others.name),
                first(website, others.website),
                first(industry, others.industry),
                first(stage, others.stage),
                first(description, others.description),
                first(audience, others.audience),
                first(problem, others.problem),
                first(valueProposition, others.valueProposition),
                first(positioning, others.positioning),
                first(voice, others.voice),
                first(differentiators, others.differentiators),
                first(competitors, others.competitors),
                first(goals, others.goals),
                first(guardrails, others.guardrails),
                first(soundbites, others.soundbites),
                first(channels, others.channels),
                first(monthlyBudget, others.monthlyBudget));
    }

    private static <T> @Nullable T first(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }

    private static @Nullable List<String> sentences(@Nullable List<String> values, String field) {
        return values == null || values.isEmpty() ? null : Text.list(values, field, 50, 1_000);
    }
}
