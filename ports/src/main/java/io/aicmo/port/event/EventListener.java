package io.aicmo.port.event;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.Topics;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to know of events, declared. One node at a time tells it, each event at least once, one tenant's in
 * their order.
 *
 * @param name tells it from others, for ever: what it has heard is kept under it
 * @param purpose says in one sentence what it does
 * @param interest whose events it is told, or null for everybody's
 */
public record EventListener(
        String name,
        String purpose,
        Topics topics,
        @Nullable Interest interest,
        Handler handler) {

    /**
     * What a tenant must have for its events to matter: a living record in which a component is true. Of all others
     * nothing is read.
     *
     * @param flag the component
     */
    public record Interest(RecordType<?, ?> records, String flag) {}

    /** Does what follows from events. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Handles some events of one tenant, all or none: what it throws has all of them told again, then each alone.
         * It does not call out to others; it enqueues a job for that.
         *
         * @param actor the service itself, for the tenant
         */
        void handle(Actor actor, List<DomainEvent> events);
    }
}
