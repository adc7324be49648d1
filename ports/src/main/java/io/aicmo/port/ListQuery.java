package io.aicmo.port;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a list are wanted.
 *
 * @param filters values that components must equal, by the component's name; an {@link io.aicmo.domain.shared.Id}, an
 *     enum, a String (of an e-mail address or telephone number its text), a Boolean or a number, as the component's type
 *     is; or a collection of such, of which the component
 *     must equal one
 * @param search words that must all begin a word of the contact's name, e-mail, company or title, or null
 * @param sort the component to sort by; rows without a value come last
 * @param descending whether the greatest comes first
 * @param after where to begin, or null for the start
 * @param limit how many rows at most, 1 to 200
 */
public record ListQuery(
        Map<String, Object> filters,
        @Nullable String search,
        String sort,
        boolean descending,
        @Nullable Position after,
        int limit) {

    public static final int MAX_LIMIT = 200;
    public static final int DEFAULT_LIMIT = 50;

    public ListQuery {
        filters = Map.copyOf(filters);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    /** The newest first. */
    public static ListQuery newest(int limit) {
        return new ListQuery(Map.of(), null, "createdAt", true, null, limit);
    }

    public ListQuery where(String component, Object value) {
        Map<String, Object> more = new HashMap<>(filters);
        more.put(component, value);
        return new ListQuery(more, search, sort, descending, after, limit);
    }

    public ListQuery after(@Nullable Position position) {
        return new ListQuery(filters, search, sort, descending, position, limit);
    }

    public ListQuery searching(@Nullable String words) {
        return new ListQuery(filters, words, sort, descending, after, limit);
    }
}
