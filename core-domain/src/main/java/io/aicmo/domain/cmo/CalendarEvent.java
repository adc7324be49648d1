package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.CalendarEventId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the marketing calendar.
 *
 * @param campaignId the campaign that it belongs to, or null
 * @param contentAssetId what goes out then, or null
 * @param milestoneId what is to be reached then, or null
 * @param channel on which channel, or null
 * @param endsAt when it is over, or null for a moment
 */
public record CalendarEvent(
        CalendarEventId id,
        WorkspaceId workspaceId,
        @Nullable CampaignId campaignId,
        @Nullable ContentAssetId contentAssetId,
        @Nullable MilestoneId milestoneId,
        Kind kind,
        String title,
        @Nullable String channel,
        @Nullable String notes,
        Instant startsAt,
        @Nullable Instant endsAt,
        Status status,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<CalendarEventId> {

    /** What happens then. */
    public enum Kind {
        /** A campaign begins. */
        LAUNCH,
        /** Content is published. */
        PUBLICATION,
        /** A sequence begins to be sent. */
        SEND,
        MILESTONE,
        MEETING,
        TASK
    }

    /** What became of it. */
    public enum Status {
        PLANNED,
        DONE,
        CANCELLED
    }

    /** @throws Rejected {@code calendar_event.ends_before_start}, {@code text.*} */
    public CalendarEvent {
        title = Text.required(title, "title", 300);
        channel = Text.optional(channel, "channel", 100);
        notes = Text.optional(notes, "notes", 5_000);
        if (endsAt != null && endsAt.isBefore(startsAt)) {
            throw Rejected.field("ends_at", "calendar_event.ends_before_start", "ends_at must not be before starts_at");
        }
    }

    /** What people may change about an entry. */
    public record Edit(
            @Nullable CampaignId campaignId,
            @Nullable ContentAssetId contentAssetId,
            @Nullable MilestoneId milestoneId,
            Kind kind,
            String title,
            @Nullable String channel,
            @Nullable String notes,
            Instant startsAt,
            @Nullable Instant endsAt,
            Status status) {

        /** The same in another status. */
        public Edit with(Status other) {
            return new Edit(
                    campaignId, contentAssetId, milestoneId, kind, title, channel, notes, startsAt, endsAt, other);
        }
    }

    /** A new entry. */
    public static CalendarEvent of(CalendarEventId id, WorkspaceId workspaceId, Edit words, Instant now) {
        return made(id, workspaceId, words, now, now, 1, null);
    }

    /** What people may change, as it is now. */
    public Edit edit() {
        return new Edit(campaignId, contentAssetId, milestoneId, kind, title, channel, notes, startsAt, endsAt, status);
    }

    /** The same entry as people want it. */
    public CalendarEvent edited(Edit edit, Instant now) {
        return made(id, workspaceId, edit, createdAt, now, version, deletedAt);
    }

    /** The content that has gone out when this is done, or empty where nothing goes out. */
    public Optional<ContentAssetId> goneOut() {
        return status == Status.DONE && (kind == Kind.PUBLICATION || kind == Kind.SEND)
                ? Optional.ofNullable(contentAssetId)
                : Optional.empty();
    }

    private static CalendarEvent made(
            CalendarEventId id,
            WorkspaceId workspaceId,
            Edit words,
            Instant createdAt,
            Instant updatedAt,
            long version,
            @Nullable Instant deletedAt) {
        return new CalendarEvent(
                id,
                workspaceId,
                words.campaignId,
                words.contentAssetId,
                words.milestoneId,
                words.kind,
                words.title,
                words.channel,
                words.notes,
                words.startsAt,
                words.endsAt,
                words.status,
                createdAt,
                updatedAt,
                version,
                deletedAt);
    }
}
