package io.aicmo.http.crm;

import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.http.Call;
import io.aicmo.http.Cursors;
import io.aicmo.http.ListOf;
import io.aicmo.http.Listing;
import io.aicmo.port.ListQuery;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Timelines as they are shown, newest first. */
final class Timelines {
    private Timelines() {}

    /** An entry of a timeline. */
    record TimelineEntry(
            ActivityId id,
            String type,
            String channel,
            ContactId contactId,
            @Nullable LeadId leadId,
            CampaignId campaignId,
            Instant occurredAt,
            Instant recordedAt,
            Map<String, Object> meta) {
        static TimelineEntry of(Activity activity) {
            return new TimelineEntry(
                    activity.id(),
                    activity.type(),
                    activity.channel(),
                    activity.contactId(),
                    activity.leadId(),
                    activity.campaignId(),
                    activity.occurredAt(),
                    activity.recordedAt(),
                    activity.meta());
        }
    }

    /** Reads a part of a timeline. */
    interface Reading {
        Page<Activity> read(@Nullable Position after, int limit);
    }

    /** The page that a call asks for; {@code whose} names the timeline. */
    static ListOf<TimelineEntry> page(Call call, Object whose, Reading timeline) {
        String name = "timeline" + whose;
        Position after = Cursors.read(call.query(Listing.CURSOR), name, Instant.class);
        Page<Activity> page = timeline.read(after, call.query(Listing.LIMIT, ListQuery.DEFAULT_LIMIT));
        return new ListOf<>(page.data().stream().map(TimelineEntry::of).toList(), Cursors.write(page.next(), name));
    }
}
