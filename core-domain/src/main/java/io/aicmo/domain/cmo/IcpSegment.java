package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Attributes;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An ideal customer profile: people whom marketing wants to reach.
 *
 * @param code a short name of it, for example {@code ICP-001}, or null
 * @param rank how much it matters
 * @param demographics who they are: age, place, role, size of their company, …
 * @param psychographics what they want, fear and believe
 * @param behaviours what they read, use and buy, and how they decide
 * @param marketSophistication how much they have heard already, or null
 * @param scores how good a customer they make, 0 to 100 by aspect, for example {@code fit} or {@code urgency}
 * @param summary the whole in a paragraph, for agents
 */
public record IcpSegment(
        IcpSegmentId id,
        WorkspaceId workspaceId,
        String name,
        @Nullable String code,
        @Nullable String tagline,
        Rank rank,
        Map<String, Object> demographics,
        Map<String, Object> psychographics,
        Map<String, Object> behaviours,
        @Nullable MarketSophistication marketSophistication,
        Map<String, Integer> scores,
        @Nullable String summary,
        @Nullable Generation generation,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<IcpSegmentId> {

    /** How much a segment matters. */
    public enum Rank {
        /** Whom marketing wants to reach first; one of each workspace. */
        PRIMARY,
        SECONDARY,
        OTHER
    }

    /** @throws Rejected {@code icp_segment.*}, {@code list.too_long}, {@code text.*} */
    public IcpSegment {
        name = Text.required(name, "name", 200);
        code = Text.optional(code, "code", 50);
        tagline = Text.optional(tagline, "tagline", 500);
        demographics = Attributes.copyOf(demographics);
        psychographics = Attributes.copyOf(psychographics);
        behaviours = Attributes.copyOf(behaviours);
        marketSophistication =
                marketSophistication == null ? null : marketSophistication.checked("market_sophistication");
        scores = checkedScores(scores);
        summary = Text.optional(summary, "summary", 10_000);
    }

    /** What people may change about a segment. */
    public record Edit(
            String name,
            @Nullable String code,
            @Nullable String tagline,
            Rank rank,
            Map<String, Object> demographics,
            Map<String, Object> psychographics,
            Map<String, Object> behaviours,
            @Nullable MarketSophistication marketSophistication,
            Map<String, Integer> scores,
            @Nullable String summary) {

        /** The same with another rank. */
        public Edit with(Rank other) {
            return new Edit(
                    name,
                    code,
                    tagline,
                    other,
                    demographics,
                    psychographics,
                    behaviours,
                    marketSophistication,
                    scores,
                    summary);
        }
    }

    /** A new segment. */
    public static IcpSegment of(
            IcpSegmentId id, WorkspaceId workspaceId, Edit words, @Nullable Generation generation, Instant now) {
        return made(id, workspaceId, words, generation, now, now, 1, null);
    }

    /** What people may change, as it is now. */
    public Edit edit() {
        return new Edit(
                name,
                code,
                tagline,
                rank,
                demographics,
                psychographics,
                behaviours,
                marketSophistication,
                scores,
                summary);
    }

    /** The same segment as people want it. */
    public IcpSegment edited(Edit edit, Instant now) {
        return made(id, workspaceId, edit, generation, createdAt, now, version, deletedAt);
    }

    private static Map<String, Integer> checkedScores(Map<String, Integer> scores) {
        Text.checkCount(scores.keySet(), "scores", 20);
        Map<String, Integer> checked = new TreeMap<>();
        scores.forEach((aspect, score) -> {
            String name = Text.required(aspect, "scores", 100);
            if (score < 0 || score > 100) {
                throw Rejected.field(
                        "scores/" + name, "icp_segment.score_out_of_range", "a score must be between 0 and 100");
            }
            checked.put(name, score);
        });
        return Collections.unmodifiableMap(checked);
    }

    private static IcpSegment made(
            IcpSegmentId id,
            WorkspaceId workspaceId,
            Edit words,
            @Nullable Generation generation,
            Instant createdAt,
            Instant updatedAt,
            long version,
            @Nullable Instant deletedAt) {
        return new IcpSegment(
                id,
                workspaceId,
                words.name,
                words.code,
                words.tagline,
                words.rank,
                words.demographics,
                words.psychographics,
                words.behaviours,
                words.marketSophistication,
                words.scores,
                words.summary,
                generation,
                createdAt,
                updatedAt,
                version,
                deletedAt);
    }
}
