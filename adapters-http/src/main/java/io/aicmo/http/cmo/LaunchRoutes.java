package io.aicmo.http.cmo;

import io.aicmo.application.cmo.ExecuteVoiceCampaign;
import io.aicmo.application.cmo.LaunchCampaign;
import io.aicmo.application.cmo.Readiness;
import io.aicmo.application.crm.CreateSequence;
import io.aicmo.application.crm.EnrollLead;
import io.aicmo.application.tenant.IssueFormToken;
import io.aicmo.domain.cmo.CalendarEvent;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignPhase;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.Intensity;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.FormTokenId;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Route;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Launching campaigns, and calling their people. */
public final class LaunchRoutes {
    private final LaunchCampaign launchCampaign;
    private final ExecuteVoiceCampaign executeVoiceCampaign;

    public LaunchRoutes(Hexagon hexagon) {
        CreateSequence createSequence = new CreateSequence(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.steps(),
                hexagon.channels(),
                hexagon.ids(),
                hexagon.clock());
        IssueFormToken issueFormToken = new IssueFormToken(
                hexagon.transactions(), hexagon.records(), hexagon.random(), hexagon.ids(), hexagon.clock());
        this.launchCampaign = new LaunchCampaign(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.tenants(),
                readiness(hexagon),
                createSequence,
                issueFormToken,
                hexagon.ids(),
                hexagon.clock());
        this.executeVoiceCampaign = new ExecuteVoiceCampaign(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.steps(),
                hexagon.jobs(),
                createSequence,
                new EnrollLead(
                        hexagon.transactions(),
                        hexagon.records(),
                        hexagon.steps(),
                        hexagon.leads(),
                        hexagon.jobs(),
                        hexagon.ids(),
                        hexagon.clock()),
                hexagon.ids(),
                hexagon.clock());
    }

    /** What a campaign needs to be launched, or to go on. */
    static Readiness readiness(Hexagon hexagon) {
        return new Readiness(
                hexagon.records(),
                hexagon.tenants(),
                hexagon.leads(),
                hexagon.messaging().outbox(),
                hexagon.clock());
    }

    /** Asks for a campaign to be launched. */
    record LaunchInput(CampaignId campaignId) {}

    /** Asks for the people of a campaign to be called. */
    record ExecuteVoiceCampaignInput(CampaignId campaignId) {}

    /** The job that enrols the campaign's leads, and the sequence that calls them. */
    record VoiceCampaignJob(JobId jobId, SequenceId sequenceId) {}

    /** The form token of a landing page; {@code token} is shown this once. */
    record PageTokenView(ContentAssetId contentAssetId, FormTokenId formTokenId, String token) {
        static PageTokenView of(LaunchCampaign.PageToken made) {
            return new PageTokenView(made.contentAssetId(), made.formToken().id(), made.token());
        }
    }

    /**
     * The campaign, and what its launch made; of a campaign that was active already, nothing was made.
     *
     * @param sequenceId the sequence of its e-mails, or null
     */
    record LaunchedCampaign(
            CampaignId id,
            WorkspaceId workspaceId,
            @Nullable PlanId planId,
            @Nullable IcpSegmentId targetIcpId,
            @Nullable OfferId offerId,
            String name,
            @Nullable String objective,
            @Nullable String goal,
            CampaignStatus status,
            List<String> channels,
            @Nullable Intensity intensity,
            List<CampaignPhase> phases,
            @Nullable LocalDate startDate,
            @Nullable LocalDate endDate,
            int progress,
            long replyCount,
            boolean direct,
            @Nullable Generation generation,
            Instant createdAt,
            Instant updatedAt,
            long version,
            @Nullable SequenceId sequenceId,
            List<CalendarEvent> calendarEvents,
            List<PageTokenView> formTokens) {
        static LaunchedCampaign of(LaunchCampaign.Result launched) {
            Campaign campaign = launched.campaign();
            return new LaunchedCampaign(
                    campaign.id(),
                    campaign.workspaceId(),
                    campaign.planId(),
                    campaign.targetIcpId(),
                    campaign.offerId(),
                    campaign.name(),
                    campaign.objective(),
                    campaign.goal(),
                    campaign.status(),
                    campaign.channels(),
                    campaign.intensity(),
                    campaign.phases(),
                    campaign.startDate(),
                    campaign.endDate(),
                    campaign.progress(),
                    campaign.replyCount(),
                    campaign.direct(),
                    campaign.generation(),
                    campaign.createdAt(),
                    campaign.updatedAt(),
                    campaign.version(),
                    launched.sequence() == null ? null : launched.sequence().id(),
                    launched.calendarEvents(),
                    launched.formTokens().stream().map(PageTokenView::of).toList());
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/functions/v1/cmo-launch-campaign")
                        .may(Permission.MARKETING_WRITE)
                        .asFunction("sync", "Launches a campaign that is ready; else says every part that is missing.")
                        .takes(LaunchInput.class)
                        .answers(200, LaunchedCampaign.class)
                        .by((call, input) ->
                                Answer.ok(LaunchedCampaign.of(launchCampaign.handle(call.actor(), input.campaignId)))),
                Route.post("/functions/v1/execute-voice-campaign")
                        .may(Permission.MARKETING_WRITE)
                        .asFunction("async", "Calls the people of an active campaign with its approved voice script.")
                        .takes(ExecuteVoiceCampaignInput.class)
                        .answers(202, VoiceCampaignJob.class)
                        .by((call, input) -> call(call, input.campaignId)));
    }

    private Answer call(Call call, CampaignId campaign) {
        ExecuteVoiceCampaign.Asked asked = executeVoiceCampaign.request(call.actor(), campaign);
        return Answer.of(202, new VoiceCampaignJob(asked.jobId(), asked.sequenceId()))
                .header("Location", "/v1/jobs/" + asked.jobId());
    }
}
