package io.aicmo.domain.crm;

import java.util.Locale;

/** What a campaign's daily statistics count. */
public enum StatType {
    /** Messages sent, or calls placed. */
    SENDS,
    DELIVERIES,
    OPENS,
    CLICKS,
    REPLIES,
    BOUNCES,
    MEETINGS_BOOKED;

    /** The word in JSON, and the column's name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
