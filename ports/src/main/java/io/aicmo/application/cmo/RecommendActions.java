package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.cmo.agent.AnalystInput;
import io.aicmo.application.cmo.agent.Figure;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.Recommendation;
import io.aicmo.domain.cmo.Week;
import io.aicmo.domain.cmo.draft.OptimizationDraft;
import io.aicmo.domain.cmo.draft.RecommendationDraft;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.RecommendationId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.tenant.TenantStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has a campaign's figures judged, and keeps what is recommended, for somebody to accept or dismiss. What a model cites that
 * it was not told is no evidence; what then rests on nothing is not kept.
 */
public final class RecommendActions implements KernelMode.Use<AnalyzePerformance.Period, OptimizationDraft> {
    /** Whose week is judged: the campaign's, the one before this time. */
    public record Payload(CampaignId campaignId, Instant scheduledFor) {}

    public static final JobKind<Payload> JOB = JobKind.of("cmo-optimization-analyst", Payload.class);

    private final Transactions transactions;
    private final Records records;
    private final TenantStore tenants;
    private final AnalyzePerformance analysis;
    private final KeepRecommendations recommendations;
    private final InstantSource clock;

    public RecommendActions(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            PerformanceStore performance,
            Agents agents,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.tenants = tenants;
        this.analysis = new AnalyzePerformance(records, tenants, performance, agents, clock);
        this.recommendations = new KeepRecommendations(records, ids);
        this.clock = clock;
    }

    /**
     * What the figures say.
     *
     * @param assessment how things stand, in a paragraph
     * @param recommendations those that are open because of it, the most important first
     * @param model the model that judged, or {@code offline-playbook}
     */
    public record Result(String assessment, List<Recommendation> recommendations, String model) {}

    private record Told(Campaign campaign, AnalystInput input) {}

    private record Judged(AgentAnswer<OptimizationDraft> answer, List<Recommendation> kept) {}

    /**
     * For the kernel, and the analyst's own function: what is answered is kept as well.
     *
     * @throws Rejected {@code campaign.missing}, {@code period.out_of_range}, {@code campaign.direct_is_standing}
     */
    @Override
    public AgentAnswer<OptimizationDraft> answer(
            Actor actor, KernelMode.Ask<AnalyzePerformance.Period> ask, Listener listener) {
        CampaignId campaign = ask.campaignId();
        if (campaign == null) {
            throw Rejected.field("campaign_id", "campaign.missing", "figures are those of a campaign; name it");
        }
        Told told = transactions.read(actor, tx -> told(tx, campaign, ask.input()));
        return judged(actor, told, ask, null, listener).answer;
    }

    /**
     * Never called inside a transaction, because the agent may take minutes.
     *
     * @param requestId the HTTP request, or null
     * @throws io.aicmo.port.NotFound if there is no such campaign
     * @throws Rejected {@code period.out_of_range}, {@code campaign.direct_is_standing}
     * @throws io.aicmo.port.ai.AiFailure if there is no usable answer; nothing is kept then
     */
    public Result handle(Actor actor, CampaignId id, AnalyzePerformance.Period period, @Nullable String requestId) {
        Told told = transactions.read(actor, tx -> told(tx, id, period));
        return result(judged(actor, told, ask(told, period, requestId), null, Listener.waiting(Listener.PATIENCE)));
    }

    /**
     * Does the weekly job: the week before, and nothing where it brought no figures. The first recommendation that is made
     * has the job's id, so that a second try finds it.
     *
     * @throws io.aicmo.port.NotFound if the campaign is gone
     * @throws io.aicmo.port.ai.AiFailure if there is no usable answer
     */
    public Map<String, Object> handle(JobRun<Payload> run) {
        Payload what = run.payload();
        String campaign = what.campaignId.toString();
        RecommendationId first = new RecommendationId(run.id().value());
        Actor actor = run.actor();
        if (transactions.read(
                actor,
                tx -> records.of(RecordTypes.RECOMMENDATIONS).find(tx, first).isPresent())) {
            return Map.of("campaign_id", campaign, "made_before", true);
        }
        AnalyzePerformance.Period week = transactions.read(actor, tx -> week(tx, what.scheduledFor));
        Told told = transactions.read(actor, tx -> told(tx, what.campaignId, week));
        if (told.input.figures().isEmpty()) {
            return Map.of("campaign_id", campaign, "recommendation_ids", List.of());
        }
        Result result = result(judged(actor, told, ask(told, week, null), first, Listener.silent()));
        return Map.of(
                "campaign_id",
                campaign,
                "assessment",
                result.assessment,
                "recommendation_ids",
                result.recommendations.stream().map(one -> one.id().toString()).toList(),
                "model",
                result.model);
    }

    private AnalyzePerformance.Period week(Tx tx, Instant scheduledFor) {
        Week week = Week.at(scheduledFor, tenants.get(tx).timeZone()).previous();
        return new AnalyzePerformance.Period(week.monday(), week.sunday());
    }

    private Told told(Tx tx, CampaignId id, AnalyzePerformance.Period period) {
        Campaign campaign = records.of(RecordTypes.CAMPAIGNS).get(tx, id);
        tx.actor().checkWorkspace(campaign.workspaceId());
        return new Told(campaign, analysis.input(tx, id, period));
    }

    private static KernelMode.Ask<AnalyzePerformance.Period> ask(
            Told told, AnalyzePerformance.Period period, @Nullable String requestId) {
        return new KernelMode.Ask<>(told.campaign.workspaceId(), told.campaign.id(), null, period, requestId);
    }

    private static Result result(Judged judged) {
        return new Result(judged.answer.output().assessment(), judged.kept, judged.answer.model());
    }

    private Judged judged(
            Actor actor,
            Told told,
            KernelMode.Ask<AnalyzePerformance.Period> ask,
            @Nullable RecommendationId first,
            Listener listener) {
        CampaignId id = told.campaign.id();
        AgentAnswer<OptimizationDraft> answer = analysis.run(actor, ask, told.input, listener);
        List<RecommendationDraft> founded = answer.isOffline()
                ? answer.output().recommendations()
                : founded(answer.output().recommendations(), told.input.figures());
        return transactions.write(actor, tx -> {
            Campaign campaign = records.of(RecordTypes.CAMPAIGNS).lock(tx, id);
            List<Recommendation> kept = recommendations.keep(
                    tx, campaign.workspaceId(), id, founded, Generations.of(answer), first, clock.instant());
            return new Judged(answer.with(new OptimizationDraft(answer.output().assessment(), founded)), kept);
        });
    }

    private static List<RecommendationDraft> founded(List<RecommendationDraft> drafts, List<Figure> figures) {
        return drafts.stream()
                .map(draft -> draft.resting(draft.evidence().stream()
                        .filter(cited -> figures.stream().anyMatch(figure -> isOf(cited, figure)))
                        .toList()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isOf(RecommendationDraft.Evidence cited, Figure figure) {
        return figure.name().equals(cited.figure())
                && figure.value() != null
                && figure.value().compareTo(cited.value()) == 0;
    }
}
