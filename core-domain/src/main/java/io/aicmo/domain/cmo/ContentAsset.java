package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Attributes;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.FunnelStageId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A piece of content of a campaign.
 *
 * @param funnelStageId the stage that it serves, or null
 * @param channel on which channel it goes out: a declared one, but for posts and advertisements
 * @param position its place among the campaign's content of its kind, 0 for the first: the order of a sequence's e-mails
 * @param delayHours hours after the piece before it in a sequence; 0 to 8,760
 * @param subject the subject of an e-mail, or null
 * @param body what it says, in Markdown
 * @param details what its kind needs beyond that: a page's sections, a post's image, a script's answers to objections
 * @param scheduledAt when it goes out, where it is scheduled or published; else null
 * @param generation how an agent made it, or null where people did
 */
public record ContentAsset(
        ContentAssetId id,
        WorkspaceId workspaceId,
        CampaignId campaignId,
        @Nullable FunnelStageId funnelStageId,
        AssetKind kind,
        String channel,
        int position,
        int delayHours,
        String title,
        @Nullable String subject,
        String body,
        Map<String, Object> details,
        AssetStatus status,
        @Nullable Instant scheduledAt,
        @Nullable Generation generation,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<ContentAssetId> {

    /** The longest body. */
    public static final int MAX_BODY = 100_000;

    /**
     * @throws Rejected {@code content_asset.position_out_of_range}, {@code content_asset.delay_out_of_range},
     *     {@code content_asset.schedule_missing}, {@code content_asset.not_scheduled}, {@code text.*}
     */
    public ContentAsset {
        channel = Text.required(channel, "channel", 100);
        title = Text.required(title, "title", 300);
        subject = Text.optional(subject, "subject", 998);
        body = Text.required(body, "body", MAX_BODY);
        details = Attributes.copyOf(details);
        if (position < 0 || position > 999) {
            throw Rejected.field(
                    "position", "content_asset.position_out_of_range", "position must be between 0 and 999");
        }
        if (delayHours < 0 || delayHours > 8_760) {
            throw Rejected.field(
                    "delay_hours",
                    "content_asset.delay_out_of_range",
                    "delay_hours must be between 0 and 8760 (a year)");
        }
        boolean goesOut = status.compareTo(AssetStatus.SCHEDULED) >= 0;
        if (goesOut && scheduledAt == null) {
            throw Rejected.field(
                    "scheduled_at", "content_asset.schedule_missing", "what is scheduled says when it goes out");
        }
        if (!goesOut && scheduledAt != null) {
            throw Rejected.field(
                    "scheduled_at", "content_asset.not_scheduled", "only what is scheduled has a time to go out");
        }
    }

    /** What a piece of content says, without where it stands. */
    public record Words(
            @Nullable FunnelStageId funnelStageId,
            AssetKind kind,
            String channel,
            int position,
            int delayHours,
            String title,
            @Nullable String subject,
            String body,
            Map<String, Object> details) {
        public Words {
            details = Attributes.copyOf(details);
        }
    }

    /** What people may change about a piece of content. */
    public record Edit(
            Words words, AssetStatus status, @Nullable Instant scheduledAt) {}

    /** A new piece of content of a campaign, a draft. */
    public static ContentAsset drafted(
            Campaign campaign, ContentAssetId id, Words words, @Nullable Generation generation, Instant now) {
        return new ContentAsset(
                id,
                campaign.workspaceId(),
                campaign.id(),
                words.funnelStageId,
                words.kind,
                words.channel,
                words.position,
                words.delayHours,
                words.title,
                words.subject,
                words.body,
                words.details,
                AssetStatus.DRAFT,
                null,
                generation,
                now,
                now,
                1,
                null);
    }

    /** What it says. */
    public Words words() {
        return new Words(funnelStageId, kind, channel, position, delayHours, title, subject, body, details);
    }

    /** What people may change, as it is now. */
    public Edit edit() {
        return new Edit(words(), status, scheduledAt);
    }

    /**
     * The same content as people want it: its status moves only along its machine, what it says changes only while
     * nobody has approved it, and what is no longer scheduled has no time to go out.
     *
     * @throws Rejected {@code content_asset.illegal_transition}, {@code content_asset.approved}, and as the constructor
     */
    public ContentAsset edited(Edit edit, Instant now) {
        status.checkMove(edit.status, "content_asset");
        if (!edit.words.equals(words())) {
            checkOpen();
        }
        boolean calledOff =
                edit.status.compareTo(AssetStatus.SCHEDULED) < 0 && Objects.equals(edit.scheduledAt, scheduledAt);
        return with(edit.words, edit.status, calledOff ? null : edit.scheduledAt, generation, now);
    }

    /**
     * The same content in the words of an agent that was asked again; a draft.
     *
     * @throws Rejected {@code content_asset.approved}, and as the constructor
     */
    public ContentAsset rewritten(Words words, Generation by, Instant now) {
        checkOpen();
        return with(words, AssetStatus.DRAFT, null, by, now);
    }

    /**
     * Checks that it may be said to have gone out.
     *
     * @param field the field that says so
     * @throws Rejected {@code content_asset.not_approved}, if nobody has approved what it says
     */
    public void checkMayGoOut(String field) {
        if (!status.isApproved()) {
            throw Rejected.field(
                    field,
                    "content_asset.not_approved",
                    "the content " + title + " is " + status.word() + "; nothing unapproved goes out");
        }
    }

    /** @throws Rejected {@code content_asset.approved}, if somebody has approved what it says */
    public void checkOpen() {
        if (status.isApproved()) {
            throw Rejected.of(
                    "content_asset.approved",
                    "this content is " + status.word() + "; it can be changed when it is a draft again");
        }
    }

    private ContentAsset with(Words words, AssetStatus to, @Nullable Instant at, @Nullable Generation by, Instant now) {
        return new ContentAsset(
                id,
                workspaceId,
                campaignId,
                words.funnelStageId,
                words.kind,
                words.channel,
                words.position,
                words.delayHours,
                words.title,
                words.subject,
                words.body,
                words.details,
                to,
                at,
                by,
                createdAt,
                now,
                version,
                deletedAt);
    }
}
