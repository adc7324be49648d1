package io.aicmo.domain.shared;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which two states of a record differ.
 *
 * @param field the component in snake_case
 * @param before what it was, or null for nothing
 * @param after what it is, or null for nothing
 */
public record Difference(
        String field, @Nullable Object before, @Nullable Object after) {
    /** They differ by nature. */
    private static final Set<String> BOOKKEEPING = Set.of("createdAt", "updatedAt", "version", "deletedAt");

    /** What differs between two states of a record, in the order of its components. */
    public static <R extends Record> List<Difference> between(R before, R after) {
        List<Difference> differences = new ArrayList<>();
        for (RecordComponent component : before.getClass().getRecordComponents()) {
            Object was = value(before, component);
            Object is = value(after, component);
            if (!BOOKKEEPING.contains(component.getName()) && !Objects.equals(was, is)) {
                differences.add(new Difference(snakeCase(component.getName()), was, is));
            }
        }
        return List.copyOf(differences);
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static String snakeCase(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
