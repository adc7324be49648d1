package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Attributes;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.ContentVariantId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another way to say what a piece of content says, to try which works better. It is approved with its content.
 *
 * @param label tells it from its siblings, for example {@code B}
 * @param weight how often it is shown in relation to its siblings; 0 to 100
 * @param generation how an agent made it, or null where people did
 */
public record ContentVariant(
        ContentVariantId id,
        WorkspaceId workspaceId,
        ContentAssetId contentAssetId,
        String label,
        int weight,
        @Nullable String title,
        @Nullable String subject,
        String body,
        Map<String, Object> details,
        @Nullable Generation generation,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<ContentVariantId> {

    /** @throws Rejected {@code content_variant.weight_out_of_range}, {@code text.*} */
    public ContentVariant {
        label = Text.required(label, "label", 50);
        title = Text.optional(title, "title", 300);
        subject = Text.optional(subject, "subject", 998);
        body = Text.required(body, "body", ContentAsset.MAX_BODY);
        details = Attributes.copyOf(details);
        if (weight < 0 || weight > 100) {
            throw Rejected.field("weight", "content_variant.weight_out_of_range", "weight must be between 0 and 100");
        }
    }

    /** What people may change about a variant. */
    public record Edit(
            String label,
            int weight,
            @Nullable String title,
            @Nullable String subject,
            String body,
            Map<String, Object> details) {
        public Edit {
            details = Attributes.copyOf(details);
        }
    }

    /**
     * A variant of a piece of content.
     *
     * @throws Rejected {@code content_asset.approved}, and as the constructor
     */
    public static ContentVariant of(
            ContentAsset asset, ContentVariantId id, Edit words, @Nullable Generation generation, Instant now) {
        asset.checkOpen();
        return new ContentVariant(
                id,
                asset.workspaceId(),
                asset.id(),
                words.label,
                words.weight,
                words.title,
                words.subject,
                words.body,
                words.details,
                generation,
                now,
                now,
                1,
                null);
    }

    /** What people may change, as it is now. */
    public Edit edit() {
        return new Edit(label, weight, title, subject, body, details);
    }

    /**
     * The same variant as people want it.
     *
     * @throws Rejected {@code content_asset.approved}, and as the constructor
     */
    public ContentVariant edited(ContentAsset asset, Edit edit, Instant now) {
        asset.checkOpen();
        return new ContentVariant(
                id,
                workspaceId,
                contentAssetId,
                edit.label,
                edit.weight,
                edit.title,
                edit.subject,
                edit.body,
                edit.details,
                generation,
                createdAt,
                now,
                version,
                deletedAt);
    }
}
