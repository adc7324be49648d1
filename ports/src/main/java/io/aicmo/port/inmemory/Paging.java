package io.aicmo.port.inmemory;

import io.aicmo.port.Page;
import io.aicmo.port.inmemory.ListOrder.Place;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cuts a page out of a list. */
final class Paging {
    private Paging() {}

    static <T> Page<T> page(
            Stream<T> rows, Function<T, Place> placeOf, @Nullable Place after, boolean descending, int limit) {
        Comparator<Place> order = ListOrder.places(descending);
        List<T> oneMore = rows.filter(row -> after == null || order.compare(placeOf.apply(row), after) > 0)
                .sorted(Comparator.comparing(placeOf, order))
                .limit(limit + 1L)
                .toList();
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, null);
        }
        List<T> rowsOfPage = oneMore.subList(0, limit);
        return new Page<>(rowsOfPage, placeOf.apply(rowsOfPage.get(limit - 1)).position());
    }
}
