package io.aicmo.port;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param data the rows, in order
 * @param next where the next part begins, or null if this is the last
 */
public record Page<T>(List<T> data, @Nullable Position next) {
    public Page {
        data = List.copyOf(data);
    }

    /** The same page with every row as something else. */
    public <U> Page<U> map(Function<? super T, ? extends U> as) {
        return new Page<U>(data.stream().<U>map(as).toList(), next);
    }
}
