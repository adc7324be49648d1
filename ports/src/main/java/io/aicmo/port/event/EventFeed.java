package io.aicmo.port.event;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.event.EventListener.Interest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every tenant's events, as those hear them who pass them on. What is told by transactions that still run is not heard
 * yet, nor anything that came after it: so nobody who goes on from the last position that they heard misses anything.
 */
public interface EventFeed {
    /**
     * How far the order of events is settled.
     *
     * @param number up to and with this one nothing will be added any more
     * @param behind whether more was told already that is not settled yet
     */
    record Horizon(long number, boolean behind) {}

    /** How far the order is settled now; never less than it said before. */
    Horizon horizon();

    /** An event at its place. */
    record Told(TenantId tenant, EventPosition position, DomainEvent event) {}

    /**
     * What is wanted.
     *
     * @param tenants of these tenants only, or null for all
     * @param topics of these types only
     */
    record Wanted(@Nullable Set<TenantId> tenants, Topics topics) {
        /** All that was told. */
        public static final Wanted ALL = new Wanted(null, Topics.ALL);
    }

    /**
     * A part of what was told.
     *
     * @param upTo everything wanted up to here was read
     */
    record Reading(List<Told> events, EventPosition upTo) {}

    /**
     * Reads on.
     *
     * @param after where the reader stands
     * @param upTo how far to read at most, not beyond the horizon
     * @param most about how many events are read at most; what was told together stays together
     */
    Reading read(Wanted wanted, EventPosition after, long upTo, int most);

    /**
     * The tenants that have what a listener is interested in. Asked after the horizon, it knows of everything that was
     * there before what the horizon reaches was told.
     */
    Set<TenantId> tenantsWith(Interest interest);

    /** From where on events are still kept; what came before may be gone. */
    EventPosition keptFrom();

    /**
     * Forgets events that were told before a time, but for those that a listener has not heard yet.
     *
     * @return how many tellings it forgot; some at a time, so ask until there are none
     */
    int forget(Instant before);
}
