package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.BrandProfileId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks: the brand of a workspace, which has one. It fills up over time; {@link #missing()} tells what is not known
 * yet.
 *
 * @param stage how far the company is, for example {@code seed} or {@code scaling}
 * @param audience whom it serves, in a sentence
 * @param problem what its audience suffers from
 * @param valueProposition what it promises against that
 * @param positioning how it wants to be seen beside its competitors
 * @param voice how it speaks
 * @param goals what marketing shall achieve
 * @param guardrails what is never said or done
 * @param soundbites sentences to be said again and again
 * @param channels channels that it wants to be on
 * @param monthlyBudget what marketing may cost in a month, or null
 */
public record BrandProfile(
        BrandProfileId id,
        WorkspaceId workspaceId,
        String name,
        @Nullable String website,
        @Nullable String industry,
        @Nullable String stage,
        @Nullable String description,
        @Nullable String audience,
        @Nullable String problem,
        @Nullable String valueProposition,
        @Nullable String positioning,
        @Nullable String voice,
        List<String> differentiators,
        List<String> competitors,
        List<String> goals,
        List<String> guardrails,
        List<String> soundbites,
        List<String> channels,
        @Nullable Money monthlyBudget,
        @Nullable Generation generation,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<BrandProfileId> {

    /** @throws Rejected {@code list.too_long}, {@code text.*} */
    public BrandProfile {
        name = Text.required(name, "name", 200);
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
        channels = Text.list(channels, "channels", 50, 100);
    }

    /** What people, or an agent that asks them, may change about a profile. */
    public record Edit(
            String name,
            @Nullable String website,
            @Nullable String industry,
            @Nullable String stage,
            @Nullable String description,
            @Nullable String audience,
            @Nullable String problem,
            @Nullable String valueProposition,
            @Nullable String positioning,
            @Nullable String voice,
            List<String> differentiators,
            List<String> competitors,
            List<String> goals,
            List<String> guardrails,
            List<String> soundbites,
            List<String> channels,
            @Nullable Money monthlyBudget) {}

    /** A new profile. */
    public static BrandProfile of(
            BrandProfileId id, WorkspaceId workspaceId, Edit words, @Nullable Generation generation, Instant now) {
        return made(id, workspaceId, words, generation, now, now, 1, null);
    }

    /** What people may change, as it is now. */
    public Edit edit() {
        return new Edit(
                name,
                website,
                industry,
                stage,
                description,
                audience,
                problem,
                valueProposition,
                positioning,
                voice,
                differentiators,
                competitors,
                goals,
                guardrails,
                soundbites,
                channels,
                monthlyBudget);
    }

    /** The same profile as people want it. */
    public BrandProfile edited(Edit edit, Instant now) {
        return made(id, workspaceId, edit, generation, createdAt, now, version, deletedAt);
    }

    /** What marketing needs and nobody has said yet, by the names of the fields, the most important first. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        note(missing, "description", description);
        note(missing, "industry", industry);
        note(missing, "audience", audience);
        note(missing, "problem", problem);
        note(missing, "value_proposition", valueProposition);
        note(missing, "voice", voice);
        note(missing, "differentiators", differentiators.isEmpty() ? null : differentiators);
        note(missing, "goals", goals.isEmpty() ? null : goals);
        note(missing, "channels", channels.isEmpty() ? null : channels);
        note(missing, "monthly_budget", monthlyBudget);
        return List.copyOf(missing);
    }

    /** Whether marketing knows all that it needs. */
    public boolean isComplete() {
        return missing().isEmpty();
    }

    private static void note(List<String> missing, String field, @Nullable Object said) {
        if (said == null) {
            missing.add(field);
        }
    }

    private static List<String> sentences(List<String> values, String field) {
        return Text.list(values, field, 50, 1_000);
    }

    private static BrandProfile made(
            BrandProfileId id,
            WorkspaceId workspaceId,
            Edit words,
            @Nullable Generation generation,
            Instant createdAt,
            Instant updatedAt,
            long version,
            @Nullable Instant deletedAt) {
        return new BrandProfile(
                id,
                workspaceId,
                words.name,
                words.website,
                words.industry,
                words.stage,
                words.description,
                words.audience,
                words.problem,
                words.valueProposition,
                words.positioning,
                words.voice,
                words.differentiators,
                words.competitors,
                words.goals,
                words.guardrails,
                words.soundbites,
                words.channels,
                words.monthlyBudget,
                generation,
                createdAt,
                updatedAt,
                version,
                deletedAt);
    }
}
