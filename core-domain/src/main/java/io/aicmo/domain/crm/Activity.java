package io.aicmo.domain.crm;

import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.Attributes;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the timeline. Append only.
 *
 * @param type the name of an activity type
 * @param channel the name of a channel
 * @param contactId the person
 * @param leadId the lead, or null for a person who is none
 * @param campaignId the campaign that it is attributed to; every activity has one
 * @param occurredAt when it happened
 * @param recordedAt when we learned of it
 */
public record Activity(
        ActivityId id,
        String type,
        String channel,
        ContactId contactId,
        @Nullable LeadId leadId,
        CampaignId campaignId,
        Instant occurredAt,
        Instant recordedAt,
        Map<String, Object> meta) {
    public Activity {
        meta = Attributes.copyOf(meta);
    }
}
