package io.aicmo.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

/** What was sent and what was answered, written down by those who sent it. */
final class Ledger {
    private final Map<String, Sent> all = new ConcurrentHashMap<>();
    private final Map<String, String> answered = new ConcurrentHashMap<>();
    private final List<Sent> order = new ArrayList<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    /** An event that was sent, whether or not anybody answered. */
    record Sent(String id, String lead, String campaign, String type) {
        Map<String, Object> body() {
            return Map.of(
                    "channel", "email",
                    "activity_type", type,
                    "provider", "crash",
                    "provider_event_id", id,
                    "lead_id", lead,
                    "campaign_id", campaign,
                    "meta", Map.of("event", id));
        }
    }

    /** Before it is sent. */
    void sends(Sent event) {
        all.put(event.id(), event);
        synchronized (order) {
            order.add(event);
        }
    }

    /** One of those that were sent before, answered or not. */
    Optional<Sent> earlier(RandomGenerator random) {
        synchronized (order) {
            return order.isEmpty() ? Optional.empty() : Optional.of(order.get(random.nextInt(order.size())));
        }
    }

    /** A 2xx: the event is this activity, now and for ever. */
    void answers(Sent event, String activity) {
        String before = answered.putIfAbsent(event.id(), activity);
        if (before != null && !before.equals(activity)) {
            complain(event.id() + " was answered as " + before + " and as " + activity);
        }
    }

    void complain(String what) {
        wrong.add(what);
    }

    Collection<String> wrong() {
        return wrong;
    }

    Collection<Sent> sent() {
        return all.values();
    }

    Optional<Sent> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /** The activity that an event was answered to be. */
    Optional<String> activityOf(String id) {
        return Optional.ofNullable(answered.get(id));
    }

    int answered() {
        return answered.size();
    }

    /** What nobody knows about yet. */
    List<Sent> unanswered() {
        return all.values().stream()
                .filter(event -> !answered.containsKey(event.id()))
                .toList();
    }
}
