package io.aicmo.http.cmo;

import io.aicmo.application.cmo.CreatePlan;
import io.aicmo.application.cmo.DraftContent;
import io.aicmo.application.cmo.DraftFunnel;
import io.aicmo.application.cmo.DraftPlan;
import io.aicmo.application.cmo.GenerateContent;
import io.aicmo.application.cmo.GenerateFunnel;
import io.aicmo.application.cmo.RegenerateAsset;
import io.aicmo.application.cmo.RegenerateMilestone;
import io.aicmo.application.cmo.RegeneratePlan;
import io.aicmo.application.cmo.RegenerateStage;
import io.aicmo.application.cmo.StoreContent;
import io.aicmo.application.cmo.StoreFunnel;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.Funnel;
import io.aicmo.domain.cmo.FunnelStage;
import io.aicmo.domain.cmo.FunnelStatus;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.Milestone;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.FunnelId;
import io.aicmo.domain.shared.FunnelStageId;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Route;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What agents make, kept: the funnel of a plan, the content of a campaign; and one part of something anew. */
public final class GenerationRoutes {
    private final GenerateFunnel generateFunnel;
    private final GenerateContent generateContent;
    private final RegenerateAsset regenerateAsset;
    private final RegeneratePlan regeneratePlan;
    private final RegenerateMilestone regenerateMilestone;
    private final RegenerateStage regenerateStage;

    public GenerationRoutes(Hexagon hexagon) {
        DraftFunnel draftFunnel =
                new DraftFunnel(hexagon.transactions(), hexagon.records(), hexagon.channels(), hexagon.agents());
        DraftContent draftContent =
                new DraftContent(hexagon.transactions(), hexagon.records(), hexagon.channels(), hexagon.agents());
        this.generateFunnel = new GenerateFunnel(
                hexagon.transactions(),
                hexagon.records(),
                draftFunnel,
                new StoreFunnel(
                        hexagon.transactions(), hexagon.records(), hexagon.channels(), hexagon.ids(), hexagon.clock()));
        this.generateContent = new GenerateContent(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.jobs(),
                draftContent,
                new StoreContent(hexagon.transactions(), hexagon.records(), hexagon.ids(), hexagon.clock()),
                hexagon.ids(),
                hexagon.clock());
        this.regenerateAsset = new RegenerateAsset(
                hexagon.transactions(), hexagon.records(), draftContent, hexagon.ids(), hexagon.clock());
        DraftPlan draftPlan = new DraftPlan(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.tenants(),
                hexagon.channels(),
                hexagon.agents(),
                hexagon.clock());
        this.regeneratePlan = new RegeneratePlan(
                hexagon.transactions(), hexagon.records(), draftPlan, hexagon.ids(), hexagon.clock());
        this.regenerateMilestone =
                new RegenerateMilestone(hexagon.transactions(), hexagon.records(), regeneratePlan, hexagon.clock());
        this.regenerateStage = new RegenerateStage(
                hexagon.transactions(), hexagon.records(), draftFunnel, hexagon.channels(), hexagon.clock());
    }

    /** Asks for the funnel of a plan. */
    record GenerateFunnelInput(PlanId planId) {}

    /** Asks for the content of a campaign; what is left out follows from its channels. */
    record GenerateContentInput(
            CampaignId campaignId,
            @Nullable @Size(max = 10) List<AssetKind> kinds,
            @Nullable @Min(1) @Max(10) Integer emails,
            @Nullable @Size(max = 5_000) String brief) {}

    /** Asks for a part of a plan to be drafted anew. */
    record RegeneratePlanInput(
            RegeneratePlan.Part part,
            @Nullable @Size(max = 5_000) String brief) {}

    /** Asks for something to be made anew. */
    record RegenerateInput(@Nullable @Size(max = 5_000) String brief) {}

    /** The job that will do it. */
    record ContentJob(JobId jobId) {}

    /** A funnel with its stages, in their order. */
    record FunnelWithStages(
            FunnelId id,
            WorkspaceId workspaceId,
            @Nullable PlanId planId,
            @Nullable IcpSegmentId icpSegmentId,
            @Nullable OfferId offerId,
            String name,
            @Nullable String goal,
            FunnelStatus status,
            @Nullable Generation generation,
            Instant createdAt,
            Instant updatedAt,
            long version,
            List<FunnelStage> stages) {
        static FunnelWithStages of(Funnel funnel, List<FunnelStage> stages) {
            return new FunnelWithStages(
                    funnel.id(),
                    funnel.workspaceId(),
                    funnel.planId(),
                    funnel.icpSegmentId(),
                    funnel.offerId(),
                    funnel.name(),
                    funnel.goal(),
                    funnel.status(),
                    funnel.generation(),
                    funnel.createdAt(),
                    funnel.updatedAt(),
                    funnel.version(),
                    stages);
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/functions/v1/cmo-generate-funnel")
                        .may(Permission.MARKETING_WRITE)
                        .asFunction("sync", "Makes and stores the funnel of a plan.")
                        .callsOut()
                        .takes(GenerateFunnelInput.class)
                        .answers(201, FunnelWithStages.class)
                        .by(this::funnel),
                Route.post("/functions/v1/cmo-generate-content")
                        .may(Permission.MARKETING_WRITE)
                        .asFunction("async", "Makes and stores the content of a campaign.")
                        .takes(GenerateContentInput.class)
                        .answers(202, ContentJob.class)
                        .by(this::content),
                Route.post("/v1/content-assets/{id}/regenerate")
                        .may(Permission.MARKETING_WRITE)
                        .says("Has one piece of content written anew; the rest stays.")
                        .callsOut()
                        .takes(RegenerateInput.class)
                        .answers(200, ContentAsset.class)
                        .by(this::regenerate),
                Route.post("/v1/plans/{id}/regenerate")
                        .may(Permission.MARKETING_WRITE)
                        .says("Has a month of a plan, its figures or its budget's split drafted anew; the rest stays.")
                        .callsOut()
                        .takes(RegeneratePlanInput.class)
                        .answers(200, PlanRoutes.PlanWithMilestones.class)
                        .by(this::regeneratePlan),
                Route.post("/v1/milestones/{id}/regenerate")
                        .may(Permission.MARKETING_WRITE)
                        .says("Has one milestone drafted anew; its day and the rest of the plan stay.")
                        .callsOut()
                        .takes(RegenerateInput.class)
                        .answers(200, Milestone.class)
                        .by(this::regenerateMilestone),
                Route.post("/v1/funnel-stages/{id}/regenerate")
                        .may(Permission.MARKETING_WRITE)
                        .says("Has one stage of a funnel drafted anew; the others stay.")
                        .callsOut()
                        .takes(RegenerateInput.class)
                        .answers(200, FunnelStage.class)
                        .by(this::regenerateStage));
    }

    private Answer regeneratePlan(Call call, RegeneratePlanInput input) {
        CreatePlan.Result made =
                regeneratePlan.handle(call.actor(), call.id(PlanId.class), input.part, input.brief, call.requestId());
        return Answer.ok(PlanRoutes.PlanWithMilestones.of(made.plan(), made.milestones()))
                .version(made.plan().version());
    }

    private Answer regenerateMilestone(Call call, RegenerateInput input) {
        Milestone made =
                regenerateMilestone.handle(call.actor(), call.id(MilestoneId.class), input.brief, call.requestId());
        return Answer.ok(made).version(made.version());
    }

    private Answer regenerateStage(Call call, RegenerateInput input) {
        FunnelStage made =
                regenerateStage.handle(call.actor(), call.id(FunnelStageId.class), input.brief, call.requestId());
        return Answer.ok(made).version(made.version());
    }

    private Answer funnel(Call call, GenerateFunnelInput input) {
        StoreFunnel.Result made = generateFunnel.handle(call.actor(), input.planId, call.requestId());
        return Answer.created("/v1/funnels/" + made.funnel().id(), FunnelWithStages.of(made.funnel(), made.stages()));
    }

    private Answer content(Call call, GenerateContentInput input) {
        JobId job = generateContent.request(
                call.actor(),
                new GenerateContent.Payload(
                        input.campaignId, input.kinds, input.emails, input.brief, call.requestId()));
        return Answer.of(202, new ContentJob(job)).header("Location", "/v1/jobs/" + job);
    }

    private Answer regenerate(Call call, RegenerateInput input) {
        ContentAsset asset =
                regenerateAsset.handle(call.actor(), call.id(ContentAssetId.class), input.brief, call.requestId());
        return Answer.ok(asset).version(asset.version());
    }
}
