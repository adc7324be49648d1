package io.aicmo.domain.cmo;

/** What became of a milestone. */
public enum MilestoneStatus {
    OPEN,
    DONE,
    /** It is no longer wanted, and counts for nothing. */
    DROPPED
}
