package io.aicmo.application.cmo.agent;

import io.aicmo.domain.crm.LeadStatus;
import org.jspecify.annotations.Nullable;

/**
 * A reply, to be understood.
 *
 * @param subject its subject, or the empty string
 * @param text what the person wrote, without what they quote and without their signature
 * @param automatic whether a machine wrote it
 * @param campaign the campaign that they answer to, or null
 * @param brand the brand that wrote to them, or null where there is no profile
 * @param voice how the brand speaks, or null
 * @param callToAction what the offer asks people to do, or null
 */
public record ReplyInput(
        String subject,
        String text,
        boolean automatic,
        LeadStatus leadStatus,
        @Nullable String campaign,
        @Nullable String brand,
        @Nullable String voice,
        @Nullable String callToAction) {}
