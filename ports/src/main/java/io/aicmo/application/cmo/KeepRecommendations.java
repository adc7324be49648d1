package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.Recommendation;
import io.aicmo.domain.cmo.RecommendationStatus;
import io.aicmo.domain.cmo.draft.RecommendationDraft;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.RecommendationId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is recommended. What is recommended again while it is still open is renewed, and what somebody dismissed
 * lately is not brought up again.
 */
final class KeepRecommendations {
    private static final Duration LATELY = Duration.ofDays(28);

    private final Records records;
    private final Ids ids;

    KeepRecommendations(Records records, Ids ids) {
        this.records = records;
        this.ids = ids;
    }

    /**
     * Keeps them; whoever calls has locked what they are about, so that nobody else does meanwhile.
     *
     * @param campaign the campaign that they are about, or null for the whole workspace
     * @param first the id of the first one that is new, or null for any
     * @return those that are open now because of it
     */
    List<Recommendation> keep(
            Tx tx,
            WorkspaceId workspace,
            @Nullable CampaignId campaign,
            List<RecommendationDraft> drafts,
            @Nullable Generation generation,
            @Nullable RecommendationId first,
            Instant now) {
        RecordStore<RecommendationId, Recommendation> store = records.of(RecordTypes.RECOMMENDATIONS);
        List<Recommendation> known = known(tx, workspace, campaign);
        List<Recommendation> kept = new ArrayList<>();
        RecommendationId next = first;
        for (RecommendationDraft draft : drafts) {
            Optional<Recommendation> same = sameAs(draft, known, now);
            if (same.isEmpty()) {
                RecommendationId id = next == null ? new RecommendationId(ids.next()) : next;
                next = null;
                kept.add(store.insert(tx, Recommendation.of(id, workspace, campaign, draft, generation, now)));
            } else if (same.get().status() == RecommendationStatus.OPEN) {
                Recommendation locked = store.lock(tx, same.get().id());
                kept.add(
                        locked.status() == RecommendationStatus.OPEN
                                ? store.update(tx, locked.renewed(draft, generation, now))
                                : locked);
            }
        }
        return List.copyOf(kept);
    }

    private List<Recommendation> known(Tx tx, WorkspaceId workspace, @Nullable CampaignId campaign) {
        ListQuery newest = ListQuery.newest(ListQuery.MAX_LIMIT);
        ListQuery query =
                campaign == null ? newest.where("workspaceId", workspace) : newest.where("campaignId", campaign);
        return records.of(RecordTypes.RECOMMENDATIONS).list(tx, query).data().stream()
                .filter(one -> Objects.equals(one.campaignId(), campaign))
                .toList();
    }

    private static Optional<Recommendation> sameAs(RecommendationDraft draft, List<Recommendation> known, Instant now) {
        return known.stream()
                .filter(one -> one.title().equals(draft.title()))
                .filter(one -> one.status() == RecommendationStatus.OPEN
                        || (one.decidedAt() != null && one.decidedAt().isAfter(now.minus(LATELY))))
                .findFirst();
    }
}
