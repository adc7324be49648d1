package io.aicmo.http.cmo;

import io.aicmo.application.cmo.AnalyzePerformance;
import io.aicmo.application.cmo.DecideRecommendation;
import io.aicmo.application.cmo.RecommendActions;
import io.aicmo.application.cmo.SameWorkspace;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.Recommendation;
import io.aicmo.domain.cmo.RecommendationStatus;
import io.aicmo.domain.cmo.draft.RecommendationDraft.Evidence;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.RecommendationId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Violation;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What should be done about the figures, and what somebody decided about it. */
public final class RecommendationRoutes {
    private final Hexagon hexagon;
    private final DecideRecommendation decideRecommendation;
    private final RecommendActions recommendActions;

    public RecommendationRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.decideRecommendation =
                new DecideRecommendation(hexagon.transactions(), hexagon.records(), hexagon.clock());
        this.recommendActions = new RecommendActions(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.tenants(),
                hexagon.performance(),
                hexagon.agents(),
                hexagon.ids(),
                hexagon.clock());
    }

    /** A figure that speaks for it. */
    record GivenEvidence(@Size(min = 1, max = 200) String figure, BigDecimal value) {}

    /** Recommends something. */
    record NewRecommendation(
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            @Size(min = 1, max = 300) String title,
            @Size(min = 1, max = 2_000) String action,
            @Size(min = 1, max = 5_000) String rationale,
            @Size(min = 1, max = 2_000) String expectedEffect,
            BigDecimal confidence,
            @Size(min = 1, max = 20) List<GivenEvidence> evidence) {}

    /** A recommendation. */
    record RecommendationView(
            RecommendationId id,
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            String title,
            String action,
            String rationale,
            String expectedEffect,
            BigDecimal confidence,
            List<Evidence> evidence,
            RecommendationStatus status,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Generation generation,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static RecommendationView of(Recommendation one) {
            return new RecommendationView(
                    one.id(),
                    one.workspaceId(),
                    one.campaignId(),
                    one.title(),
                    one.action(),
                    one.rationale(),
                    one.expectedEffect(),
                    one.confidence(),
                    one.evidence(),
                    one.status(),
                    one.decidedBy(),
                    one.decidedAt(),
                    one.generation(),
                    one.createdAt(),
                    one.updatedAt(),
                    one.version());
        }
    }

    /** Which days of a campaign's figures are judged; the last 28 if not given. */
    record RecommendInput(
            @Nullable LocalDate from, @Nullable LocalDate to) {}

    /** What the figures say, and what is recommended because of it. */
    record Recommended(String assessment, String model, List<RecommendationView> recommendations) {}

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(Resource.of(
                        hexagon,
                        RecordTypes.RECOMMENDATIONS,
                        RecommendationId.class,
                        RecommendationView.class,
                        RecommendationView::of)
                .readable(Permission.ANALYTICS_READ)
                .keeping(Permission.MARKETING_WRITE, NewRecommendation.class, this::made)
                .deletable(Permission.MARKETING_WRITE)
                .routes());
        routes.add(Route.post("/v1/campaigns/{id}/recommend")
                .may(Permission.MARKETING_WRITE)
                .says("Has a campaign's figures judged, and keeps what is recommended.")
                .callsOut()
                .takes(RecommendInput.class)
                .answers(200, Recommended.class)
                .by(this::recommend));
        routes.add(decision("accept", "Accepts a recommendation.", RecommendationStatus.ACCEPTED));
        routes.add(decision("dismiss", "Dismisses a recommendation.", RecommendationStatus.DISMISSED));
        routes.add(decision("reopen", "Takes a decision back.", RecommendationStatus.OPEN));
        return routes;
    }

    private Answer recommend(Call call, RecommendInput input) {
        RecommendActions.Result result = recommendActions.handle(
                call.actor(),
                call.id(CampaignId.class),
                new AnalyzePerformance.Period(input.from, input.to),
                call.requestId());
        return Answer.ok(new Recommended(
                result.assessment(),
                result.model(),
                result.recommendations().stream().map(RecommendationView::of).toList()));
    }

    private Route decision(String word, String summary, RecommendationStatus decision) {
        return Route.post("/v1/recommendations/{id}/" + word)
                .may(Permission.MARKETING_WRITE)
                .says(summary)
                .answers(200, RecommendationView.class)
                .by(call -> {
                    Recommendation decided =
                            decideRecommendation.handle(call.actor(), call.id(RecommendationId.class), decision);
                    return Answer.ok(RecommendationView.of(decided)).version(decided.version());
                });
    }

    private Recommendation made(Tx tx, NewRecommendation draft) {
        Instant now = hexagon.clock().instant();
        Recommendation made = new Recommendation(
                new RecommendationId(hexagon.ids().next()),
                draft.workspaceId,
                draft.campaignId,
                draft.title,
                draft.action,
                draft.rationale,
                draft.expectedEffect,
                draft.confidence,
                evidence(draft.evidence),
                RecommendationStatus.OPEN,
                null,
                null,
                null,
                now,
                now,
                1,
                null);
        tx.actor().checkWorkspace(made.workspaceId());
        SameWorkspace.check(tx, hexagon.records(), RecordTypes.RECOMMENDATIONS, made);
        return made;
    }

    private static List<Evidence> evidence(List<GivenEvidence> given) {
        List<Evidence> evidence = new ArrayList<>(given.size());
        for (GivenEvidence one : given) {
            try {
                evidence.add(new Evidence(one.figure, one.value));
            } catch (Rejected no) {
                Violation why = no.violations().get(0);
                throw Rejected.field("evidence/" + evidence.size() + "/" + why.field(), why.code(), why.detail());
            }
        }
        return evidence;
    }
}
