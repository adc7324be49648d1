package io.aicmo.http.event;

import io.aicmo.application.event.EventHub;
import io.aicmo.application.event.EventSubscription;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.http.Access;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Outflow;
import io.aicmo.http.Parameter;
import io.aicmo.http.Route;
import io.aicmo.port.Actor;
import io.aicmo.port.event.EventPosition;
import io.aicmo.port.event.EventTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happens, as it happens. Everybody is told what they may read; a reader who comes back with the id of the last
 * event that it got goes on right after it.
 */
public final class EventStreamRoutes {
    /** How many events may wait for a slow reader before it is dropped: several rounds' under load. */
    private static final int MOST_WAITING = 4_000;

    private static final int MOST_IDS = 100;

    private static final Parameter<Topics> TOPICS = Parameter.read(
            "topics",
            2_000,
            "Only events of these types, separated by commas: job.finished, lead.*, or * for all.",
            Topics::parse);
    private static final Parameter<Set<String>> IDS = Parameter.read(
            "ids",
            4_000,
            "Only events that are about one of these ids, separated by commas; at most 100.",
            EventStreamRoutes::ids);
    private static final Parameter<EventPosition> LAST_EVENT_ID = Parameter.read(
            "last_event_id",
            60,
            "Goes on after this event, where no header Last-Event-ID says so.",
            EventPosition::parse);

    private final EventHub hub;

    public EventStreamRoutes(Hexagon hexagon) {
        this.hub = hexagon.streams();
    }

    public List<Route> routes() {
        return List.of(Route.get("/v1/events/stream")
                .may(new Access.Member())
                .says("Tells what happens, as it happens, as server-sent events.")
                .with(TOPICS, IDS, LAST_EVENT_ID)
                .produces("text/event-stream")
                .answers(200)
                .byFlowing(this::open));
    }

    private Outflow open(Call call) {
        Topics topics = call.query(TOPICS, Topics.ALL);
        Set<String> ids = call.query(IDS, Set.of());
        Actor actor = call.actor();
        EventPosition after = after(call);
        EventSubscription subscription = hub.open(actor.tenant(), topics, new Visible(actor, ids), after, MOST_WAITING);
        return EventOutflow.of(subscription);
    }

    /** What an actor may know of, and of that what is about one of these ids, if there are any. */
    private record Visible(Actor actor, Set<String> ids) implements Predicate<DomainEvent> {
        @Override
        public boolean test(DomainEvent event) {
            return isAbout(event, ids) && isVisible(actor, event);
        }
    }

    private @Nullable EventPosition after(Call call) {
        String header = call.lastEventId();
        EventPosition after =
                header == null || header.isEmpty() ? call.query(LAST_EVENT_ID) : EventPosition.parse(header);
        if (after != null && hub.keptFrom().isAfter(after)) {
            throw Rejected.field("last_event_id", "event.forgotten", "events after this one are no longer kept");
        }
        return after;
    }

    private static boolean isVisible(Actor actor, DomainEvent event) {
        return EventTypes.find(event.type())
                .map(type -> type.isVisible(actor, event))
                .orElse(false);
    }

    private static boolean isAbout(DomainEvent event, Set<String> ids) {
        return ids.isEmpty()
                || event.data().values().stream().anyMatch(value -> value instanceof String id && ids.contains(id));
    }

    private static Set<String> ids(String list) {
        List<String> texts = Arrays.stream(list.split(",", -1))
                .map(id -> id.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (texts.size() > MOST_IDS) {
            throw Rejected.field("ids", "ids.count", "there may be at most " + MOST_IDS + " ids");
        }
        return texts.stream().map(EventStreamRoutes::id).collect(Collectors.toUnmodifiableSet());
    }

    private static String id(String text) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text).toString();
            }
        } catch (IllegalArgumentException e) {
            throw noId(text);
        }
        throw noId(text);
    }

    private static Rejected noId(String text) {
        return Rejected.field("ids", "id.invalid", "this is no id: " + text.substring(0, Math.min(text.length(), 36)));
    }
}
