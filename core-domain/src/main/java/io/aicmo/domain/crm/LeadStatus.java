package io.aicmo.domain.crm;

import java.util.Locale;

/**
 * Where a lead stands. Automatic triggers only ever move it to a higher rank, so the order in which events arrive does
 * not matter; people may set any status.
 */
public enum LeadStatus {
    NEW(0),
    /** Silent for long; whatever the person does next counts as for a new lead. */
    COLD(0),
    CONTACTED(1),
    ENGAGED(2),
    QUALIFIED(3),
    PROPOSAL(4),
    WON(5),
    LOST(5),
    DISQUALIFIED(5);

    private final int rank;

    LeadStatus(int rank) {
        this.rank = rank;
    }

    /** How far along it is, 0 to 5; an automatic trigger never lowers it, and never leaves rank 5. */
    public int rank() {
        return rank;
    }

    /** Where an automatic trigger towards {@code target} leaves a lead that stands here. */
    public LeadStatus advancedTo(LeadStatus target) {
        return target.rank > rank ? target : this;
    }

    /** Whether the sale is decided. */
    public boolean isClosed() {
        return rank == WON.rank;
    }

    /** The word in JSON and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
