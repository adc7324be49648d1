package io.aicmo.http;

import io.aicmo.port.event.EventType;
import io.aicmo.port.event.EventTypes;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/** What can happen, with the schema of what each event says. */
final class EventTypeRoutes {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Schemas schemas;

    EventTypeRoutes(Schemas schemas) {
        this.schemas = schemas;
    }

    /**
     * A type of event.
     *
     * @param schema the JSON Schema (2020-12) of its data
     */
    record EventTypeView(String name, String purpose, Map<String, Object> schema) {}

    /** Every type of event. */
    record EventTypesView(List<EventTypeView> data) {}

    List<Route> routes() {
        return List.of(Route.get("/v1/event-types")
                .may(new Access.Member())
                .says("Lists the types of events, each with the schema of what it says.")
                .answers(200, EventTypesView.class)
                .by(call -> Answer.ok(new EventTypesView(
                        EventTypes.ALL.stream().map(this::view).toList()))));
    }

    private EventTypeView view(EventType<?> type) {
        return new EventTypeView(
                type.name(), type.purpose(), Json.MAPPER.convertValue(schemas.response(type.data()), OBJECT));
    }
}
