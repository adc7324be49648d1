package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.draft.ContentDraft;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.JobStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has a campaign's content drafted, and keeps it; later, as a job. */
public final class GenerateContent {
    /**
     * Which content is to be made.
     *
     * @param kinds what, or null for what the campaign's channels need
     * @param emails how many e-mails, or null for the usual number
     * @param brief what else matters, or null
     * @param requestId the HTTP request that asked for it, or null
     */
    public record Payload(
            CampaignId campaignId,
            @Nullable List<AssetKind> kinds,
            @Nullable Integer emails,
            @Nullable String brief,
            @Nullable String requestId) {}

    public static final JobKind<Payload> JOB = JobKind.of("cmo-generate-content", Payload.class);

    private final Transactions transactions;
    private final Records records;
    private final JobStore jobs;
    private final DraftContent draftContent;
    private final StoreContent storeContent;
    private final Ids ids;
    private final InstantSource clock;

    public GenerateContent(
            Transactions transactions,
            Records records,
            JobStore jobs,
            DraftContent draftContent,
            StoreContent storeContent,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.jobs = jobs;
        this.draftContent = draftContent;
        this.storeContent = storeContent;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Enqueues the job.
     *
     * @throws io.aicmo.port.NotFound if there is no such campaign
     */
    public JobId request(Actor actor, Payload payload) {
        JobId job = new JobId(ids.next());
        return transactions.write(actor, tx -> {
            actor.checkWorkspace(campaign(tx, payload.campaignId).workspaceId());
            return jobs.enqueue(tx, JOB.job(job, payload, clock.instant()));
        });
    }

    /**
     * Does the job. The first piece has the job's id, so that a second try finds it and leaves everything as it is.
     *
     * @return how much was made
     * @throws io.aicmo.port.NotFound if the campaign is gone
     * @throws io.aicmo.domain.shared.Rejected {@code brand_profile.missing}, {@code content.*}, {@code text.*}
     * @throws io.aicmo.port.ai.AiFailure if there is no usable answer; nothing is kept then
     */
    public Map<String, Object> handle(JobRun<Payload> run) {
        Payload what = run.payload();
        ContentAssetId first = new ContentAssetId(run.id().value());
        Actor actor = run.actor();
        Optional<ContentAsset> made = transactions.read(
                actor, tx -> records.of(RecordTypes.CONTENT_ASSETS).find(tx, first));
        if (made.isPresent()) {
            return Map.of("campaign_id", what.campaignId.toString(), "made_before", true);
        }
        Campaign campaign = transactions.read(actor, tx -> campaign(tx, what.campaignId));
        AgentAnswer<ContentDraft> answer = draftContent.answer(
                actor,
                new KernelMode.Ask<>(
                        campaign.workspaceId(),
                        campaign.id(),
                        null,
                        new DraftContent.Wish(what.kinds, what.emails, what.brief),
                        what.requestId),
                Listener.silent());
        run.checkCancelled();
        StoreContent.Result kept =
                storeContent.handle(actor, campaign.id(), answer.output(), Generations.of(answer), first);
        return Map.of(
                "campaign_id", campaign.id().toString(),
                "content_asset_ids",
                        kept.assets().stream()
                                .map(asset -> asset.id().toString())
                                .toList(),
                "variants", kept.variants().size(),
                "automation_steps", kept.automationSteps().size(),
                "model", answer.model());
    }

    private Campaign campaign(Tx tx, CampaignId id) {
        return records.of(RecordTypes.CAMPAIGNS).get(tx, id);
    }
}
