package io.aicmo.domain.cmo;

/** How hard a campaign pushes. */
public enum Intensity {
    /** Much, for a short time. */
    SPRINT,
    /** Steadily, for long. */
    MARATHON
}
