package io.aicmo.http;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.port.ListQuery;
import io.aicmo.port.Page;
import io.aicmo.port.RecordType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query parameters of a record type's list, derived from its declaration, and what they ask of the store. */
public final class Listing {
    /** How many rows. */
    public static final Parameter<Integer> LIMIT = Parameter.integer(
            "limit", 1, ListQuery.MAX_LIMIT, "How many at most; " + ListQuery.DEFAULT_LIMIT + " if not given.");
    /** Where to go on. */
    public static final Parameter<String> CURSOR =
            Parameter.text("cursor", 12_000, "The next_cursor of the page before.");

    private static final Parameter<String> SEARCH = Parameter.text(
            "q", 200, "Words that must each begin a word of the person's name, e-mail, company or title.");

    private final RecordType<?, ?> type;
    private final Parameter<String> sort;
    private final Map<String, Parameter<Object>> filters = new LinkedHashMap<>();
    private final Map<String, Class<?>> types;

    /** The list of a record type. */
    public <I extends Id, R extends Record & Entity<I>> Listing(RecordType<I, R> type) {
        this.type = type;
        this.types = Arrays.stream(type.type().getRecordComponents())
                .collect(Collectors.toUnmodifiableMap(RecordComponent::getName, RecordComponent::getType));
        List<String> orders = new ArrayList<>();
        type.sorts().stream().sorted().map(Words::snake).forEach(name -> orders.addAll(List.of(name, "-" + name)));
        this.sort = Parameter.oneOf("sort", orders, "What to sort by; with a minus, the greatest first.");
        type.filters().stream()
                .sorted()
                .forEach(component -> filters.put(
                        component,
                        Parameter.value(
                                Words.snake(component),
                                typeOf(component),
                                "Only those with this " + Words.snake(component) + ".")));
    }

    /** Every parameter that the list takes. */
    public List<Parameter<?>> parameters() {
        List<Parameter<?>> all = new ArrayList<>(List.of(LIMIT, CURSOR, sort));
        if (type.contactComponent() != null) {
            all.add(SEARCH);
        }
        all.addAll(filters.values());
        return all;
    }

    /** Every parameter but the one that filters by this component, because the path says it. */
    public List<Parameter<?>> parametersBut(String component) {
        return parameters().stream()
                .filter(parameter -> !parameter.name().equals(Words.snake(component)))
                .toList();
    }

    /** The parameter that filters by a component, or null where the list does not. */
    @Nullable
    Parameter<Object> filter(String component) {
        return filters.get(component);
    }

    /**
     * What a call asks for.
     *
     * @param fixed filters that the route sets, by component
     * @throws Problem 422, if the cursor is not one of this list
     */
    public ListQuery query(Call call, Map<String, Object> fixed) {
        Map<String, Object> wanted = new HashMap<>(fixed);
        filters.forEach((component, parameter) -> {
            Object value = call.query(parameter);
            if (value != null) {
                wanted.put(component, value);
            }
        });
        String order = call.query(sort, "-created_at");
        boolean descending = order.startsWith("-");
        String component = component(descending ? order.substring(1) : order);
        String words = call.query(SEARCH);
        ListQuery unplaced = new ListQuery(
                wanted,
                words == null || words.isBlank() ? null : words,
                component,
                descending,
                null,
                call.query(LIMIT, ListQuery.DEFAULT_LIMIT));
        return unplaced.after(Cursors.read(call.query(CURSOR), name(unplaced), typeOf(component)));
    }

    /** A page as it is answered. */
    public <T> ListOf<T> page(Page<?> page, List<T> shown, ListQuery query) {
        return new ListOf<>(shown, Cursors.write(page.next(), name(query)));
    }

    private String name(ListQuery query) {
        return type.plural() + query.sort() + query.descending() + new TreeMap<>(query.filters()) + query.search();
    }

    private String component(String snake) {
        return type.sorts().stream()
                .filter(name -> Words.snake(name).equals(snake))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(snake + " was checked before"));
    }

    private Class<?> typeOf(String component) {
        return Objects.requireNonNull(types.get(component), () -> type + " has no component " + component);
    }
}
