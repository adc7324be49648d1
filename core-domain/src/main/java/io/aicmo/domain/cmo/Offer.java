package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is for sale, and why somebody should want it.
 *
 * @param icpSegmentId whom it is made for, or null
 * @param promise what the buyer gets out of it
 * @param price what it costs, or null where that is agreed on
 * @param priceTerms how it is paid, for example {@code per seat and month}
 * @param benefits what is in it for the buyer
 * @param guarantee what happens when it does not hold what it promises
 * @param urgency why to decide now
 * @param callToAction what to do to get it
 * @param url where that is done
 */
public record Offer(
        OfferId id,
        WorkspaceId workspaceId,
        @Nullable IcpSegmentId icpSegmentId,
        String name,
        String promise,
        @Nullable String description,
        @Nullable Money price,
        @Nullable String priceTerms,
        List<String> benefits,
        @Nullable String guarantee,
        @Nullable String urgency,
        @Nullable String callToAction,
        @Nullable String url,
        OfferStatus status,
        @Nullable Generation generation,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<OfferId> {

    /** @throws Rejected {@code list.too_long}, {@code text.*} */
    public Offer {
        name = Text.required(name, "name", 200);
        promise = Text.required(promise, "promise", 1_000);
        description = Text.optional(description, "description", 10_000);
        priceTerms = Text.optional(priceTerms, "price_terms", 200);
        benefits = Text.list(benefits, "benefits", 50, 500);
        guarantee = Text.optional(guarantee, "guarantee", 1_000);
        urgency = Text.optional(urgency, "urgency", 1_000);
        callToAction = Text.optional(callToAction, "call_to_action", 200);
        url = Text.optional(url, "url", 2_000);
    }

    /** What people may change about an offer. */
    public record Edit(
            @Nullable IcpSegmentId icpSegmentId,
            String name,
            String promise,
            @Nullable String description,
            @Nullable Money price,
            @Nullable String priceTerms,
            List<String> benefits,
            @Nullable String guarantee,
            @Nullable String urgency,
            @Nullable String callToAction,
            @Nullable String url,
            OfferStatus status) {}

    /** A new offer, in whatever status it is made. */
    public static Offer of(
            OfferId id, WorkspaceId workspaceId, Edit words, @Nullable Generation generation, Instant now) {
        return made(id, workspaceId, words, generation, now, now, 1, null);
    }

    /** What people may change, as it is now. */
    public Edit edit() {
        return new Edit(
                icpSegmentId,
                name,
                promise,
                description,
                price,
                priceTerms,
                benefits,
                guarantee,
                urgency,
                callToAction,
                url,
                status);
    }

    /**
     * The same offer as people want it; its status moves only along its machine.
     *
     * @throws Rejected {@code offer.illegal_transition}, and as the constructor
     */
    public Offer edited(Edit edit, Instant now) {
        status.checkMove(edit.status, "offer");
        return made(id, workspaceId, edit, generation, createdAt, now, version, deletedAt);
    }

    private static Offer made(
            OfferId id,
            WorkspaceId workspaceId,
            Edit words,
            @Nullable Generation generation,
            Instant createdAt,
            Instant updatedAt,
            long version,
            @Nullable Instant deletedAt) {
        return new Offer(
                id,
                workspaceId,
                words.icpSegmentId,
                words.name,
                words.promise,
                words.description,
                words.price,
                words.priceTerms,
                words.benefits,
                words.guarantee,
                words.urgency,
                words.callToAction,
                words.url,
                words.status,
                generation,
                createdAt,
                updatedAt,
                version,
                deletedAt);
    }
}
