package io.aicmo.domain.crm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether mail still goes to an address. It follows from the events alone, whatever the order in which they arrived: an
 * address is undeliverable after a hard bounce, or after five soft ones since it was last reached.
 */
public enum Deliverability {
    DELIVERABLE,
    UNDELIVERABLE;

    /** This many soft bounces in a row make an address undeliverable. */
    public static final int SOFT_BOUNCES = 5;

    /**
     * @param hardBounced whether a bounce was hard
     * @param softBounces when the soft ones happened
     * @param lastReached when the address was last reached (delivered, opened, clicked, replied), or null for never
     */
    public static Deliverability of(boolean hardBounced, List<Instant> softBounces, @Nullable Instant lastReached) {
        long inARow = softBounces.stream()
                .filter(bounce -> lastReached == null || bounce.isAfter(lastReached))
                .count();
        return hardBounced || inARow >= SOFT_BOUNCES ? UNDELIVERABLE : DELIVERABLE;
    }
}
