package io.aicmo.domain.crm;

import java.util.Locale;

/** How final a bounce is. */
public enum BounceType {
    /** The address does not exist or refuses for good. */
    HARD,
    /** Full mailbox, greylisting, a server that was down: it may work the next time. */
    SOFT;

    /** What a provider's word means; a bounce that says nothing else is hard, so that nobody is written to in vain. */
    public static BounceType of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "soft", "transient", "temporary", "blocked", "deferred", "undetermined" -> SOFT;
            default -> HARD;
        };
    }

    /** The word in JSON and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
