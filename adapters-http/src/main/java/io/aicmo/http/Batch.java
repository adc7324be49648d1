package io.aicmo.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A batch of items, of which each is good or bad by itself.
 *
 * @param <I> the record of an item
 */
public final class Batch<I> {
    /** So many items at most. */
    public static final int MAX_ITEMS = 1_000;

    private final List<Item<I>> items;

    /** An item as it was read, or what is wrong with it; one of both is null. */
    public record Item<I>(@Nullable I value, @Nullable BatchError error) {}

    /** @throws Problem 422, if it is no batch */
    Batch(JsonNode body, BodyReader<I> reader) {
        JsonNode given = body.path("items");
        if (!body.isObject() || !given.isArray()) {
            throw Problem.invalid("/items", "field.missing", "items must be an array");
        }
        for (String name : body.propertyNames()) {
            if (!name.equals("items")) {
                throw Problem.invalid(
                        "/" + BodyReader.escape(name), "field.unknown", name + " is not a field of this request");
            }
        }
        if (given.isEmpty() || given.size() > MAX_ITEMS) {
            throw Problem.invalid("/items", "batch.size", "a batch has 1 to " + MAX_ITEMS + " items");
        }
        items = new ArrayList<>(given.size());
        for (JsonNode item : given) {
            items.add(read(item, reader));
        }
    }

    private static <I> Item<I> read(JsonNode item, BodyReader<I> reader) {
        try {
            return new Item<>(reader.read(item), null);
        } catch (Problem problem) {
            return new Item<>(null, BatchError.of(problem));
        }
    }

    /** The items in their order. */
    public List<Item<I>> items() {
        return items;
    }
}
