package io.aicmo.http.cmo;

import io.aicmo.application.cmo.Parts;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignChannel;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.Funnel;
import io.aicmo.domain.cmo.FunnelStage;
import io.aicmo.domain.cmo.Markdown;
import io.aicmo.domain.cmo.Milestone;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.crm.AutomationStep;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.FunnelId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Parameter;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import java.util.List;
import java.util.function.Function;

/** Plans, funnels, campaigns and content as documents: JSON for programs, Markdown for people. */
public final class ExportRoutes {
    private static final String MARKDOWN = "markdown";
    private static final Parameter<String> FORMAT =
            Parameter.oneOf("format", List.of("json", MARKDOWN), "What it is written in; json if not given.");

    private final Hexagon hexagon;

    public ExportRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
    }

    /** A plan with its milestones. */
    record PlanExport(Plan plan, List<Milestone> milestones) {}

    /** A funnel with its stages. */
    record FunnelExport(Funnel funnel, List<FunnelStage> stages) {}

    /** A campaign with its channels, its content and its automation. */
    record CampaignExport(
            Campaign campaign,
            List<CampaignChannel> channels,
            List<Markdown.Piece> content,
            List<AutomationStep> automationSteps) {}

    public List<Route> routes() {
        return List.of(
                route("plans", "a plan with its milestones", PlanExport.class, this::plan),
                route("funnels", "a funnel with its stages", FunnelExport.class, this::funnel),
                route("campaigns", "a campaign with its content", CampaignExport.class, this::campaign),
                route("content-assets", "a piece of content with its variants", Markdown.Piece.class, this::asset));
    }

    private Route route(String plural, String what, Class<?> type, Function<Call, Answer> by) {
        return Route.get("/v1/" + plural + "/{id}/export")
                .may(Permission.MARKETING_READ)
                .says("Exports " + what + ".")
                .with(FORMAT)
                .answers(200, type)
                .by(by);
    }

    private Answer plan(Call call) {
        PlanId id = call.id(PlanId.class);
        return hexagon.transactions().read(call.actor(), tx -> {
            Plan plan = hexagon.records().of(RecordTypes.PLANS).get(tx, id);
            tx.actor().checkWorkspace(plan.workspaceId());
            List<Milestone> milestones =
                    Parts.of(tx, hexagon.records(), RecordTypes.MILESTONES, "planId", id, "dueDate");
            return inMarkdown(call)
                    ? markdown(Markdown.of(plan, milestones))
                    : Answer.ok(new PlanExport(plan, milestones));
        });
    }

    private Answer funnel(Call call) {
        FunnelId id = call.id(FunnelId.class);
        return hexagon.transactions().read(call.actor(), tx -> {
            Funnel funnel = hexagon.records().of(RecordTypes.FUNNELS).get(tx, id);
            tx.actor().checkWorkspace(funnel.workspaceId());
            List<FunnelStage> stages =
                    Parts.of(tx, hexagon.records(), RecordTypes.FUNNEL_STAGES, "funnelId", id, "position");
            return inMarkdown(call)
                    ? markdown(Markdown.of(funnel, stages))
                    : Answer.ok(new FunnelExport(funnel, stages));
        });
    }

    private Answer campaign(Call call) {
        CampaignId id = call.id(CampaignId.class);
        return hexagon.transactions().read(call.actor(), tx -> {
            Campaign campaign = hexagon.records().of(RecordTypes.CAMPAIGNS).get(tx, id);
            tx.actor().checkWorkspace(campaign.workspaceId());
            List<Markdown.Piece> content =
                    Parts.of(tx, hexagon.records(), RecordTypes.CONTENT_ASSETS, "campaignId", id, "position").stream()
                            .map(asset -> piece(tx, asset))
                            .toList();
            List<CampaignChannel> channels =
                    Parts.of(tx, hexagon.records(), RecordTypes.CAMPAIGN_CHANNELS, "campaignId", id, "createdAt");
            List<AutomationStep> steps =
                    Parts.of(tx, hexagon.records(), RecordTypes.AUTOMATION_STEPS, "campaignId", id, "position");
            return inMarkdown(call)
                    ? markdown(Markdown.of(campaign, channels, content, steps))
                    : Answer.ok(new CampaignExport(campaign, channels, content, steps));
        });
    }

    private Answer asset(Call call) {
        ContentAssetId id = call.id(ContentAssetId.class);
        return hexagon.transactions().read(call.actor(), tx -> {
            ContentAsset asset =
                    hexagon.records().of(RecordTypes.CONTENT_ASSETS).get(tx, id);
            tx.actor().checkWorkspace(asset.workspaceId());
            Markdown.Piece piece = piece(tx, asset);
            return inMarkdown(call) ? markdown(Markdown.of(piece)) : Answer.ok(piece);
        });
    }

    private Markdown.Piece piece(Tx tx, ContentAsset asset) {
        return new Markdown.Piece(
                asset,
                Parts.of(
                        tx,
                        hexagon.records(),
                        RecordTypes.CONTENT_VARIANTS,
                        "contentAssetId",
                        asset.id(),
                        "createdAt"));
    }

    private static boolean inMarkdown(Call call) {
        return call.query(FORMAT, "json").equals(MARKDOWN);
    }

    private static Answer markdown(String text) {
        return Answer.text(text, "text/markdown; charset=utf-8");
    }
}
