package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.draft.ContentDraft;
import io.aicmo.domain.cmo.draft.Pieces;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Listener;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has one piece of content written anew, and leaves the rest of the campaign's content as it is. Its place in the
 * campaign stays; what it said is a version that can be brought back.
 */
public final class RegenerateAsset {
    private static final int MOST_EMAILS = 10;

    private final Transactions transactions;
    private final Records records;
    private final DraftContent draftContent;
    private final InstantSource clock;

    public RegenerateAsset(Transactions transactions, Records records, DraftContent draftContent, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.draftContent = draftContent;
        this.clock = clock;
    }

    /**
     * Never called inside a transaction, because the agent may take minutes.
     *
     * @param brief what shall be otherwise, or null
     * @param requestId the HTTP request, or null
     * @throws io.aicmo.port.NotFound if there is no such content
     * @throws Rejected {@code content_asset.approved}, {@code brand_profile.missing}, {@code
     *     content_asset.not_drafted} if the agent wrote nothing of its kind
     * @throws io.aicmo.port.ai.AiFailure if there is no usable answer; nothing is changed then
     */
    public ContentAsset handle(Actor actor, ContentAssetId id, @Nullable String brief, @Nullable String requestId) {
        ContentAsset asset = transactions.read(actor, tx -> {
            ContentAsset found = records.of(RecordTypes.CONTENT_ASSETS).get(tx, id);
            actor.checkWorkspace(found.workspaceId());
            return found;
        });
        asset.checkOpen();
        int emails = Math.min(asset.position() + 1, MOST_EMAILS);
        AgentAnswer<ContentDraft> answer = draftContent.answer(
                actor,
                new KernelMode.Ask<>(
                        asset.workspaceId(),
                        asset.campaignId(),
                        null,
                        new DraftContent.Wish(List.of(asset.kind()), emails, brief),
                        requestId),
                Listener.waiting(Listener.PATIENCE));
        ContentAsset.Words drafted = drafted(answer.output(), asset);
        return transactions.write(actor, tx -> {
            RecordStore<ContentAssetId, ContentAsset> assets = records.of(RecordTypes.CONTENT_ASSETS);
            ContentAsset now = assets.lock(tx, id);
            return assets.update(tx, now.rewritten(inPlace(now, drafted), Generations.of(answer), clock.instant()));
        });
    }

    /** What was drafted for its place: an e-mail at its position, else the first on its channel, else the first. */
    private static ContentAsset.Words drafted(ContentDraft draft, ContentAsset asset) {
        List<ContentAsset.Words> ofItsKind = Pieces.of(draft).stream()
                .map(Pieces.Piece::words)
                .filter(words -> words.kind() == asset.kind())
                .toList();
        if (ofItsKind.isEmpty()) {
            throw Rejected.of(
                    "content_asset.not_drafted",
                    "no " + asset.kind().word().replace('_', ' ') + " was written; the content stays as it is");
        }
        if (asset.kind() == AssetKind.EMAIL) {
            return ofItsKind.get(Math.min(asset.position(), ofItsKind.size() - 1));
        }
        return ofItsKind.stream()
                .filter(words -> words.channel().equals(asset.channel()))
                .findFirst()
                .orElse(ofItsKind.get(0));
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
