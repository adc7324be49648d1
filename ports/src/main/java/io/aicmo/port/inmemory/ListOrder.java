package io.aicmo.port.inmemory;

import io.aicmo.port.Position;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The order of lists: by a sort key, those without one last, then by id; both the same way. */
final class ListOrder {
    /** Ids in the order of their bytes, as databases compare them; Java compares UUIDs as signed numbers. */
    static final Comparator<UUID> IDS = (one, other) -> {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    private ListOrder() {}

    /** Where a row stands. */
    record Place(@Nullable Object key, UUID id) {
        Position position() {
            return new Position(key == null ? null : key.toString(), id);
        }

        /** The place that a position names, where the sort key is of this type. */
        static Place of(Position position, Class<?> keyType) {
            String text = position.sortKey();
            return new Place(text == null ? null : parsed(text, keyType), position.id());
        }
    }

    static Comparator<Place> places(boolean descending) {
        return (one, other) -> {
            int byKey = compareKeys(one.key, other.key, descending);
            int byId = IDS.compare(one.id, other.id);
            return byKey != 0 ? byKey : descending ? -byId : byId;
        };
    }

    @SuppressWarnings("unchecked") // keys of one component are of one type
    private static int compareKeys(@Nullable Object one, @Nullable Object other, boolean descending) {
        if (one == null || other == null) {
            return Boolean.compare(one == null, other == null);
        }
        int ascending = ((Comparable<Object>) one).compareTo(other);
        return descending ? -ascending : ascending;
    }

    private static Object parsed(String text, Class<?> type) {
        if (type == Instant.class) {
            return Instant.parse(text);
        }
        if (type == LocalDate.class) {
            return LocalDate.parse(text);
        }
        if (type == int.class || type == Integer.class) {
            return Integer.valueOf(text);
        }
        return type == long.class || type == Long.class ? (Object) Long.valueOf(text) : text;
    }
}
