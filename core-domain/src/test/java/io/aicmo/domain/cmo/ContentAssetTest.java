package io.aicmo.domain.cmo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.crm.Given;
import io.aicmo.domain.shared.ContentVariantId;
import io.aicmo.domain.shared.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class ContentAssetTest {
    private static final Instant LATER = Given.NOW.plus(Duration.ofHours(1));
    private static final Generation PLAYBOOK = new Generation("content_engine", "1", "offline-playbook", null, null);

    @Example
    void contentIsDraftedReviewedApprovedScheduledAndPublished() {
        ContentAsset asset = Marketing.anEmail();

        for (AssetStatus next :
                List.of(AssetStatus.IN_REVIEW, AssetStatus.APPROVED, AssetStatus.SCHEDULED, AssetStatus.PUBLISHED)) {
            asset = moved(asset, next);
            assertThat(asset.status()).isEqualTo(next);
        }
    }

    @Property
    void nothingUnapprovedIsScheduledOrPublished(@ForAll AssetStatus from, @ForAll AssetStatus to) {
        boolean goesOut = to == AssetStatus.SCHEDULED || to == AssetStatus.PUBLISHED;

        if (goesOut && !from.isApproved()) {
            assertThat(from.next()).doesNotContain(to);
        }
    }

    @Property
    void onlyAReviewApproves(@ForAll AssetStatus from) {
        if (from.next().contains(AssetStatus.APPROVED)) {
            assertThat(from).isIn(AssetStatus.IN_REVIEW, AssetStatus.SCHEDULED);
        }
    }

    @Example
    void whatIsPublishedStaysPublished() {
        assertThat(AssetStatus.PUBLISHED.next()).isEmpty();
    }

    @Example
    void whatWasApprovedCannotBeRewritten() {
        ContentAsset approved = through(Marketing.anEmail(), AssetStatus.IN_REVIEW, AssetStatus.APPROVED);
        ContentAsset.Words other = Marketing.emailWords("Something else");

        assertThat(refusal(() -> approved.edited(new ContentAsset.Edit(other, AssetStatus.APPROVED, null), LATER)))
                .isEqualTo("content_asset.approved");
        assertThat(refusal(() -> approved.rewritten(other, PLAYBOOK, LATER))).isEqualTo("content_asset.approved");
        assertThat(moved(approved, AssetStatus.DRAFT)
                        .rewritten(other, PLAYBOOK, LATER)
                        .body())
                .isEqualTo("Something else");
    }

    @Example
    void whatIsWrittenAnewIsADraftAndSaysWhoWroteIt() {
        ContentAsset inReview = moved(Marketing.anEmail(), AssetStatus.IN_REVIEW);

        ContentAsset rewritten = inReview.rewritten(Marketing.emailWords("Anew"), PLAYBOOK, LATER);

        assertThat(rewritten.status()).isEqualTo(AssetStatus.DRAFT);
        assertThat(rewritten.generation()).isEqualTo(PLAYBOOK);
    }

    @Example
    void whatIsScheduledSaysWhenItGoesOut() {
        ContentAsset approved = through(Marketing.anEmail(), AssetStatus.IN_REVIEW, AssetStatus.APPROVED);

        assertThat(refusal(() ->
                        approved.edited(new ContentAsset.Edit(approved.words(), AssetStatus.SCHEDULED, null), LATER)))
                .isEqualTo("content_asset.schedule_missing");
        assertThat(refusal(() ->
                        approved.edited(new ContentAsset.Edit(approved.words(), AssetStatus.APPROVED, LATER), LATER)))
                .isEqualTo("content_asset.not_scheduled");
    }

    @Example
    void whatIsCalledOffHasNoTimeToGoOut() {
        ContentAsset scheduled =
                through(Marketing.anEmail(), AssetStatus.IN_REVIEW, AssetStatus.APPROVED, AssetStatus.SCHEDULED);

        ContentAsset.Edit calledOff =
                new ContentAsset.Edit(scheduled.words(), AssetStatus.APPROVED, scheduled.scheduledAt());

        assertThat(scheduled.edited(calledOff, LATER).scheduledAt()).isNull();
    }

    @Example
    void aVariantIsApprovedWithItsContent() {
        ContentAsset draft = Marketing.anEmail();
        ContentAsset approved = through(draft, AssetStatus.IN_REVIEW, AssetStatus.APPROVED);
        ContentVariant.Edit words = new ContentVariant.Edit("B", 50, null, "Hi", "Hi there", Map.of());

        ContentVariant variant = ContentVariant.of(draft, new ContentVariantId(Given.anId()), words, null, Given.NOW);

        assertThat(variant.contentAssetId()).isEqualTo(draft.id());
        assertThat(refusal(() -> variant.edited(approved, words, LATER))).isEqualTo("content_asset.approved");
        assertThat(refusal(
                        () -> ContentVariant.of(approved, new ContentVariantId(Given.anId()), words, null, Given.NOW)))
                .isEqualTo("content_asset.approved");
    }

    private static ContentAsset through(ContentAsset asset, AssetStatus... states) {
        ContentAsset moved = asset;
        for (AssetStatus state : states) {
            moved = moved(moved, state);
        }
        return moved;
    }

    private static ContentAsset moved(ContentAsset asset, AssetStatus to) {
        boolean goesOut = to == AssetStatus.SCHEDULED || to == AssetStatus.PUBLISHED;
        return asset.edited(new ContentAsset.Edit(asset.words(), to, goesOut ? LATER : null), LATER);
    }

    private static String refusal(ThrowingCallable call) {
        return catchThrowableOfType(Rejected.class, call).code();
    }
}
