package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Recommendation;
import io.aicmo.domain.cmo.RecommendationStatus;
import io.aicmo.domain.shared.RecommendationId;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import java.time.InstantSource;
import java.util.Locale;

/** Accepts, dismisses or reopens a recommendation, and writes down who did. */
public final class DecideRecommendation {
    private final Transactions transactions;
    private final Records records;
    private final InstantSource clock;

    public DecideRecommendation(Transactions transactions, Records records, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Decides; the same again changes nothing.
     *
     * @throws io.aicmo.port.NotFound if there is no such recommendation
     * @throws io.aicmo.port.Forbidden if the actor may not enter its workspace
     * @throws io.aicmo.domain.shared.Rejected {@code recommendation.illegal_transition}
     */
    public Recommendation handle(Actor actor, RecommendationId id, RecommendationStatus decision) {
        return transactions.write(actor, tx -> {
            RecordStore<RecommendationId, Recommendation> recommendations = records.of(RecordTypes.RECOMMENDATIONS);
            Recommendation before = recommendations.lock(tx, id);
            actor.checkWorkspace(before.workspaceId());
            Recommendation after = before.decided(decision, name(actor), clock.instant());
            return after.equals(before) ? before : recommendations.update(tx, after);
        });
    }

    private static String name(Actor actor) {
        String kind = actor.kind().name().toLowerCase(Locale.ROOT);
        return actor.id() == null ? kind : kind + " " + actor.id();
    }
}
