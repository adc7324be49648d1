package io.aicmo.application.webhook;

import io.aicmo.domain.shared.WebhookEndpointId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many messages to one endpoint be on the wire of this node at the same time, so that one that is slow does not
 * have all of its tenant's places. The longer nothing moves there, the longer the others stay away, because each
 * that comes in vain takes a place from those that could go elsewhere.
 */
final class EndpointGate {
    static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final ConcurrentMap<WebhookEndpointId, Place> places = new ConcurrentHashMap<>();

    EndpointGate(InstantSource clock) {
        this.clock = clock;
    }

    /** @param movedAt when somebody last came in or left */
    private record Place(Semaphore permits, int users, Instant movedAt) {}

    /** A way in, which is to be closed behind one. */
    interface Entry extends AutoCloseable {
        /** Whether it is open; where somebody came or went of late, a tenth of a second was waited for that. */
        boolean isOpen();

        /** How long to stay away if it is not: as long again as nobody has come or gone, and a second at least. */
        Duration rest();

        @Override
        void close();
    }

    /** How long to stay away because nothing moves there and there is no room; zero if there may be some. */
    Duration rest(WebhookEndpointId endpoint) {
        Place place = places.get(endpoint);
        if (place == null || place.permits.availablePermits() > 0) {
            return Duration.ZERO;
        }
        Duration still = Duration.between(place.movedAt, clock.instant());
        return still.compareTo(SHORTEST_REST) > 0 ? still : Duration.ZERO;
    }

    Entry enter(WebhookEndpointId endpoint) throws InterruptedException {
        Instant now = clock.instant();
        Place place = places.merge(
                endpoint,
                new Place(new Semaphore(AT_ONCE), 1, now),
                (there, first) -> new Place(there.permits, there.users + 1, there.movedAt));
        Duration still = Duration.between(place.movedAt, now);
        boolean isStuck = still.compareTo(SHORTEST_REST) > 0;
        boolean open = false;
        try {
            open = isStuck
                    ? place.permits.tryAcquire()
                    : place.permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (open) {
                enters(endpoint, clock.instant());
            }
            return new Way(endpoint, place.permits, open, isStuck ? still : SHORTEST_REST);
        } finally {
            if (!open) {
                leaves(endpoint, false);
            }
        }
    }

    private void enters(WebhookEndpointId endpoint, Instant now) {
        places.computeIfPresent(endpoint, (same, place) -> new Place(place.permits, place.users, now));
    }

    private void leaves(WebhookEndpointId endpoint, boolean wasIn) {
        Instant now = clock.instant();
        places.computeIfPresent(
                endpoint,
                (same, place) -> place.users == 1
                        ? null
                        : new Place(place.permits, place.users - 1, wasIn ? now : place.movedAt));
    }

    private final class Way implements Entry {
        private final WebhookEndpointId endpoint;
        private final Semaphore permits;
        private final boolean open;
        private final Duration rest;

        Way(WebhookEndpointId endpoint, Semaphore permits, boolean open, Duration rest) {
            this.endpoint = endpoint;
            this.permits = permits;
            this.open = open;
            this.rest = rest;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public Duration rest() {
            return rest;
        }

        @Override
        public void close() {
            if (open) {
                permits.release();
                leaves(endpoint, true);
            }
        }
    }
}
