package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.ContentVariant;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.draft.ContentDraft;
import io.aicmo.domain.cmo.draft.Pieces;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.ContentVariantId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Listener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has one piece of content written anew, and leaves the rest of the campaign's content as it is. Its place in the
 * campaign stays, and it says nothing that another piece says; what it said is a version that can be brought back. Its
 * variants, which said the old otherwise, make way for those of the new; they can be restored.
 */
public final class RegenerateAsset {
    private static final int MOST_EMAILS = 10;

    private final Transactions transactions;
    private final Records records;
    private final DraftContent draftContent;
    private final Ids ids;
    private final InstantSource clock;

    public RegenerateAsset(
            Transactions transactions, Records records, DraftContent draftContent, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.draftContent = draftContent;
        this.ids = ids;
        this.clock = clock;
    }

    private record Place(ContentAsset asset, int emails) {}

    /**
     * Never called inside a transaction, because the agent may take minutes.
     *
     * @param brief what shall be otherwise, or null
     * @param requestId the HTTP request, or null
     * @throws io.aicmo.port.NotFound if there is no such content
     * @throws Rejected {@code content_asset.approved}, {@code brand_profile.missing}, {@code
     *     content_asset.not_drafted} if the agent wrote nothing of its kind that the campaign does not say already
     * @throws io.aicmo.port.ai.AiFailure if there is no usable answer; nothing is changed then
     */
    public ContentAsset handle(Actor actor, ContentAssetId id, @Nullable String brief, @Nullable String requestId) {
        Place place = transactions.read(actor, tx -> {
            ContentAsset found = records.of(RecordTypes.CONTENT_ASSETS).get(tx, id);
            actor.checkWorkspace(found.workspaceId());
            return new Place(found, emails(content(tx, found.campaignId())));
        });
        ContentAsset asset = place.asset;
        asset.checkOpen();
        AgentAnswer<ContentDraft> answer = draftContent.answer(
                actor,
                new KernelMode.Ask<>(
                        asset.workspaceId(),
                        asset.campaignId(),
                        null,
                        new DraftContent.Wish(List.of(asset.kind()), place.emails, brief),
                        requestId),
                Listener.waiting(Listener.PATIENCE));
        return transactions.write(actor, tx -> kept(tx, id, answer));
    }

    private ContentAsset kept(Tx tx, ContentAssetId id, AgentAnswer<ContentDraft> answer) {
        RecordStore<ContentAssetId, ContentAsset> assets = records.of(RecordTypes.CONTENT_ASSETS);
        ContentAsset now = assets.lock(tx, id);
        Pieces.Piece piece = Pieces.anew(answer.output(), now, content(tx, now.campaignId()))
                .orElseThrow(() -> Rejected.of(
                        "content_asset.not_drafted",
                        "no " + now.kind().word().replace('_', ' ')
                                + " was written that the campaign does not have; the content stays as it is"));
        Generation by = Generations.of(answer);
        Instant at = clock.instant();
        ContentAsset rewritten = now.rewritten(inPlace(now, piece.words()), by, at);
        replaceVariants(tx, rewritten, piece.variants(), by, at);
        return assets.update(tx, rewritten);
    }

    private void replaceVariants(
            Tx tx, ContentAsset asset, List<ContentVariant.Edit> drafted, Generation by, Instant now) {
        RecordStore<ContentVariantId, ContentVariant> variants = records.of(RecordTypes.CONTENT_VARIANTS);
        Parts.of(tx, records, RecordTypes.CONTENT_VARIANTS, "contentAssetId", asset.id(), "createdAt")
                .forEach(old -> variants.delete(tx, old.id(), now));
        variants.insertAll(
                tx,
                drafted.stream()
                        .map(words -> ContentVariant.of(asset, new ContentVariantId(ids.next()), words, by, now))
                        .toList());
    }

    private List<ContentAsset> content(Tx tx, CampaignId campaign) {
        return Parts.of(tx, records, RecordTypes.CONTENT_ASSETS, "campaignId", campaign, "position");
    }

    /** How many e-mails to ask for, so that there is one for its place: as many as the campaign has. */
    private static int emails(List<ContentAsset> content) {
        long emails = content.stream()
                .filter(asset -> asset.kind() == AssetKind.EMAIL)
                .count();
        return Math.clamp(emails, 1, MOST_EMAILS);
    }

    private static ContentAsset.Words inPlace(ContentAsset asset, ContentAsset.Words drafted) {
        return new ContentAsset.Words(
                asset.funnelStageId(),
                asset.kind(),
                asset.channel(),
                asset.position(),
                asset.delayHours(),
                drafted.title(),
                drafted.subject(),
                drafted.body(),
                drafted.details());
    }
}
