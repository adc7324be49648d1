package io.aicmo.domain.cmo;

import java.util.Locale;

/** What a piece of content is. */
public enum AssetKind {
    LANDING_PAGE,
    EMAIL,
    VOICE_SCRIPT,
    SOCIAL_POST,
    AD;

    /** The word in JSON and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
