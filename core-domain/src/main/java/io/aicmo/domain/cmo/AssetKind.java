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

    /** Whether it goes out on a channel of ours; posts and advertisements also run on networks that we only name. */
    public boolean needsDeclaredChannel() {
        return this != SOCIAL_POST && this != AD;
    }
}
