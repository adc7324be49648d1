package io.aicmo.providers.payload;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Violation;
import io.aicmo.port.webhook.WebhookProvider.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads the events of a request one by one, so that a bad one leaves the others as they are. */
public final class Items {
    private static final int MAX = 10_000;

    private Items() {}

    /**
     * What the reader makes of each event of a list, in its order.
     *
     * @throws Rejected {@code webhook.unreadable} if there are more than 10,000, so that no answer is as long
     */
    public static List<Item> readAll(JsonNode events, Function<Fields, Item> reader) {
        if (events.size() > MAX) {
            throw Unreadable.body("a body has at most 10,000 events");
        }
        List<Item> items = new ArrayList<>();
        events.forEach(event -> items.add(read(() -> reader.apply(Fields.of(event)))));
        return items;
    }

    /** What the reader makes of one event, or an unreadable item where it refuses. */
    public static Item read(Supplier<Item> reader) {
        try {
            return reader.get();
        } catch (Rejected no) {
            return new Item.Unreadable(
                    no.violations().stream().map(Violation::detail).collect(Collectors.joining("; ")));
        }
    }
}
