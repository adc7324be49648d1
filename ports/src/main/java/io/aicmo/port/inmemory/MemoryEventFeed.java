package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventListener.Interest;
import io.aicmo.port.event.EventPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hears the events in memory. */
final class MemoryEventFeed implements EventFeed {
    private final Database database;

    MemoryEventFeed(Database database) {
        this.database = database;
    }

    @Override
    public Horizon horizon() {
        return new Horizon(
                all(Wanted.ALL).mapToLong(one -> one.told.number()).max().orElse(0), false);
    }

    @Override
    public Reading read(Wanted wanted, EventPosition after, long upTo, int most) {
        List<Told> events = new ArrayList<>();
        for (Telling one : all(wanted)
                .filter(one -> one.told.number() >= after.number() && one.told.number() <= upTo)
                .toList()) {
            if (events.size() >= most) {
                return new Reading(events, events.get(events.size() - 1).position());
            }
            for (int part = 0; part < one.told.events().size(); part++) {
                EventPosition position = new EventPosition(one.told.number(), part);
                var event = one.told.events().get(part);
                if (position.isAfter(after) && wanted.topics().match(event.type())) {
                    events.add(new Told(one.tenant, position, event));
                }
            }
        }
        EventPosition end = EventPosition.endOf(upTo);
        return new Reading(events, end.isAfter(after) ? end : after);
    }

    @Override
    public Set<TenantId> tenantsWith(Interest interest) {
        Table<Object, Record> records = database.records(interest.records());
        Shape shape = Shape.of(interest.records().type());
        return database.look(() -> records.tenants().stream()
                .filter(tenant -> records.copyOf(tenant).values().stream()
                        .anyMatch(record -> shape.get(record, "deletedAt") == null
                                && Boolean.TRUE.equals(shape.get(record, interest.flag()))))
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public EventPosition keptFrom() {
        return EventPosition.endOf(database.forgotten());
    }

    @Override
    public int forget(Instant before) {
        return database.change(work -> {
            long heard = database.heardByAll();
            List<Telling> old = all(Wanted.ALL)
                    .filter(one -> one.told.at().isBefore(before) && one.told.number() <= heard)
                    .toList();
            old.forEach(one -> work.rows(database.told, one.tenant).remove(one.told.number()));
            old.forEach(one -> database.forgot(one.told.number()));
            return old.size();
        });
    }

    private record Telling(TenantId tenant, ToldEvents told) {}

    private Stream<Telling> all(Wanted wanted) {
        return database
                .look(() -> database.told.tenants().stream()
                        .filter(tenant -> wanted.tenants() == null
                                || Objects.requireNonNull(wanted.tenants()).contains(tenant))
                        .flatMap(tenant ->
                                database.told.copyOf(tenant).values().stream().map(told -> new Telling(tenant, told)))
                        .toList())
                .stream()
                .sorted(Comparator.comparingLong(one -> one.told.number()));
    }
}
