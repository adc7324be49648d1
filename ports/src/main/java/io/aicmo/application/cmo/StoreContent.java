package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.ContentVariant;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.draft.Automation;
import io.aicmo.domain.cmo.draft.ContentDraft;
import io.aicmo.domain.cmo.draft.Pieces;
import io.aicmo.domain.crm.AutomationStep;
import io.aicmo.domain.shared.AutomationStepId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.ContentVariantId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps drafted content as a campaign's: pages, e-mails, scripts, posts and advertisements as content with its variants,
 * automations as automation steps after those that are there. All of it, or nothing.
 */
public final class StoreContent {
    private final Transactions transactions;
    private final Records records;
    private final Ids ids;
    private final InstantSource clock;

    public StoreContent(Transactions transactions, Records records, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.ids = ids;
        this.clock = clock;
    }

    /** What was kept, in the order of the draft. */
    public record Result(
            List<ContentAsset> assets, List<ContentVariant> variants, List<AutomationStep> automationSteps) {}

    /**
     * @param generation how the draft was made, or null where people made it
     * @param first the id of the first piece, by which a second try finds what the first one kept
     * @throws io.aicmo.port.NotFound if there is no such campaign
     * @throws io.aicmo.port.AlreadyExists {@code content_asset.already_exists}, if the first piece is kept already
     * @throws io.aicmo.domain.shared.Rejected {@code content_asset.*}, {@code automation_step.*}, {@code text.*}
     */
    public Result handle(
            Actor actor,
            CampaignId campaignId,
            ContentDraft draft,
            @Nullable Generation generation,
            ContentAssetId first) {
        Instant now = clock.instant();
        return transactions.write(actor, tx -> {
            Campaign campaign = records.of(RecordTypes.CAMPAIGNS).lock(tx, campaignId);
            actor.checkWorkspace(campaign.workspaceId());
            List<ContentAsset> assets = new ArrayList<>();
            List<ContentVariant> variants = new ArrayList<>();
            for (Pieces.Piece piece : Pieces.of(draft)) {
                ContentAssetId id = assets.isEmpty() ? first : new ContentAssetId(ids.next());
                ContentAsset asset = ContentAsset.drafted(campaign, id, piece.words(), generation, now);
                assets.add(asset);
                piece.variants()
                        .forEach(words -> variants.add(
                                ContentVariant.of(asset, new ContentVariantId(ids.next()), words, generation, now)));
            }
            List<AutomationStep> steps = steps(campaign, firstFree(tx, campaignId), draft.automations(), now);
            records.of(RecordTypes.CONTENT_ASSETS).insertAll(tx, assets);
            records.of(RecordTypes.CONTENT_VARIANTS).insertAll(tx, variants);
            records.of(RecordTypes.AUTOMATION_STEPS).insertAll(tx, steps);
            return new Result(List.copyOf(assets), List.copyOf(variants), steps);
        });
    }

    private List<AutomationStep> steps(
            Campaign campaign, int firstPosition, List<Automation> automations, Instant now) {
        List<AutomationStep> steps = new ArrayList<>();
        for (Automation automation : automations) {
            for (Automation.Step step : automation.steps()) {
                steps.add(new AutomationStep(
                        new AutomationStepId(ids.next()),
                        campaign.workspaceId(),
                        campaign.id(),
                        firstPosition + steps.size(),
                        step.kind(),
                        step.name(),
                        step.config(),
                        now,
                        now,
                        1,
                        null));
            }
        }
        return List.copyOf(steps);
    }

    private int firstFree(Tx tx, CampaignId campaign) {
        ListQuery last = new ListQuery(Map.of("campaignId", campaign), null, "position", true, null, 1);
        return records.of(RecordTypes.AUTOMATION_STEPS).list(tx, last).data().stream()
                .findFirst()
                .map(step -> step.position() + 1)
                .orElse(0);
    }
}
