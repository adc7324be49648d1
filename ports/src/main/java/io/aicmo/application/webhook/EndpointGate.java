package io.aicmo.application.webhook;

import io.aicmo.domain.shared.WebhookEndpointId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many messages to one endpoint be on the wire of this node at the same time, so that one that is slow does not
 * have all of its tenant's places.
 */
final class EndpointGate {
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final ConcurrentMap<WebhookEndpointId, Place> places = new ConcurrentHashMap<>();

    private record Place(Semaphore permits, int users) {}

    /** A way in, which is to be closed behind one. */
    interface Entry extends AutoCloseable {
        /** Whether it is open; a tenth of a second was waited for that. */
        boolean isOpen();

        @Override
        void close();
    }

    Entry enter(WebhookEndpointId endpoint) throws InterruptedException {
        Semaphore permits = places.merge(
                        endpoint,
                        new Place(new Semaphore(AT_ONCE), 1),
                        (place, first) -> new Place(place.permits, place.users + 1))
                .permits;
        boolean open = false;
        try {
            open = permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new Way(endpoint, permits, open);
        } finally {
            if (!open) {
                leave(endpoint);
            }
        }
    }

    private void leave(WebhookEndpointId endpoint) {
        places.computeIfPresent(
                endpoint, (same, place) -> place.users == 1 ? null : new Place(place.permits, place.users - 1));
    }

    private final class Way implements Entry {
        private final WebhookEndpointId endpoint;
        private final Semaphore permits;
        private final boolean open;

        Way(WebhookEndpointId endpoint, Semaphore permits, boolean open) {
            this.endpoint = endpoint;
            this.permits = permits;
            this.open = open;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            if (open) {
                permits.release();
                leave(endpoint);
            }
        }
    }
}
