package io.aicmo.domain.cmo;

/**
 * What is known about some time, for a channel, a campaign or a whole workspace.
 *
 * @param newLeads leads that came into the CRM; counted for a campaign or workspace as a whole, and 0 for one channel or
 *     day of it, because a lead belongs to no channel
 */
public record Figures(Engagement engagement, Measured measured, long newLeads) {
    /** Nothing is known. */
    public static final Figures NONE = new Figures(Engagement.NONE, Measured.NONE, 0);

    /** Both together. */
    public Figures plus(Figures other) {
        return new Figures(engagement.plus(other.engagement), measured.plus(other.measured), newLeads + other.newLeads);
    }

    /** What follows from what was measured. */
    public Rates rates() {
        return Rates.of(measured);
    }
}
