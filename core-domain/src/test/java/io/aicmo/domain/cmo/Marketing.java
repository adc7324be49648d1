package io.aicmo.domain.cmo;

import io.aicmo.domain.crm.Given;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.FunnelId;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.WorkspaceId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Marketing objects with readable defaults. */
final class Marketing {
    static final LocalDate START = LocalDate.of(2026, 1, 1);
    /** The 90th day. */
    static final LocalDate END = LocalDate.of(2026, 3, 31);

    private static final WorkspaceId WORKSPACE = new WorkspaceId(Given.anId());

    private Marketing() {}

    static Plan.Edit planWords(LocalDate start, Money budget, List<BudgetShare> split) {
        return new Plan.Edit(
                null,
                null,
                "Spring",
                "50 leads a month",
                null,
                PlanStatus.DRAFT,
                start,
                List.of(new Theme(1, "Be seen", null)),
                List.of(new Kpi("Leads", "leads", new BigDecimal(150), null)),
                budget,
                split);
    }

    static Plan aPlan() {
        return aPlan(planWords(START, null, List.of()));
    }

    static Plan aPlan(Plan.Edit words) {
        return Plan.drafted(new PlanId(Given.anId()), WORKSPACE, words, null, Given.NOW);
    }

    static Funnel aFunnel() {
        return Funnel.drafted(
                new FunnelId(Given.anId()),
                WORKSPACE,
                new Funnel.Edit(null, null, null, "Main", null, FunnelStatus.DRAFT),
                null,
                Given.NOW);
    }

    static Campaign aCampaign(CampaignStatus status) {
        Campaign planned = aCampaign(Campaign.Edit.named("Spring", List.of("email")), null, null);
        return switch (status) {
            case PLANNING -> planned;
            case ACTIVE -> moved(planned, CampaignStatus.ACTIVE);
            case PAUSED, COMPLETED -> moved(moved(planned, CampaignStatus.ACTIVE), status);
        };
    }

    static Campaign aCampaign(Campaign.Edit words, LocalDate start, LocalDate end) {
        Campaign.Edit dated = new Campaign.Edit(
                words.planId(),
                words.targetIcpId(),
                words.offerId(),
                words.name(),
                words.objective(),
                words.goal(),
                words.status(),
                words.channels(),
                words.intensity(),
                words.phases(),
                start,
                end,
                words.progress());
        return Campaign.planned(new CampaignId(Given.anId()), WORKSPACE, dated, null, Given.NOW);
    }

    private static Campaign moved(Campaign campaign, CampaignStatus to) {
        return campaign.edited(campaign.edit().with(to), Given.NOW);
    }

    static ContentAsset.Words emailWords(String body) {
        return new ContentAsset.Words(null, AssetKind.EMAIL, "email", 0, 0, "Welcome", "Hello", body, Map.of());
    }

    static ContentAsset anEmail() {
        return ContentAsset.drafted(
                aCampaign(CampaignStatus.PLANNING),
                new ContentAssetId(Given.anId()),
                emailWords("Hello there"),
                null,
                Given.NOW);
    }
}
