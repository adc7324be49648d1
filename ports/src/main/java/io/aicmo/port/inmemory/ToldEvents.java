package io.aicmo.port.inmemory;

import io.aicmo.domain.event.DomainEvent;
import java.time.Instant;
import java.util.List;

/** Events that were told together. */
record ToldEvents(long number, List<DomainEvent> events) {
    ToldEvents {
        events = List.copyOf(events);
    }

    Instant at() {
        return events.get(0).occurredAt();
    }
}
