package io.aicmo.http;

import io.aicmo.domain.shared.Text;
import io.aicmo.port.Position;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Places in lists as callers see them: opaque, and good only for the list that gave them. What comes back is looked at
 * before it reaches a store, because anybody can write one.
 */
public final class Cursors {
    private Cursors() {}

    /**
     * Writes a place down.
     *
     * @param list names the list with its order and filters
     */
    public static @Nullable String write(@Nullable Position position, String list) {
        if (position == null) {
            return null;
        }
        ArrayNode node = Json.MAPPER
                .createArrayNode()
                .add(Integer.toHexString(list.hashCode()))
                .add(position.sortKey())
                .add(position.id().toString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.write(node));
    }

    /**
     * Reads a place.
     *
     * @param list as it was written
     * @param sortType the type of the component that the list is sorted by
     * @throws Problem 422 naming {@code cursor}, if it is no place of this list
     */
    public static @Nullable Position read(@Nullable String cursor, String list, Class<?> sortType) {
        if (cursor == null) {
            return null;
        }
        try {
            JsonNode node = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(cursor));
            if (!node.isArray()
                    || node.size() != 3
                    || !node.get(0).asString("").equals(Integer.toHexString(list.hashCode()))) {
                throw wrong();
            }
            UUID id = Json.uuidOrNull(node.get(2).asString(""));
            String sortKey = node.get(1).isNull() ? null : node.get(1).asString("");
            if (id == null || (sortKey != null && !fits(sortKey, sortType))) {
                throw wrong();
            }
            return new Position(sortKey, id);
        } catch (IllegalArgumentException | JacksonException e) {
            throw wrong();
        }
    }

    private static boolean fits(String sortKey, Class<?> type) {
        try {
            if (type == Instant.class) {
                Times.anyInstant(sortKey);
            } else if (type == LocalDate.class) {
                Times.anyDay(sortKey);
            } else if (type == int.class || type == Integer.class) {
                Integer.parseInt(sortKey);
            } else if (type == long.class || type == Long.class) {
                Long.parseLong(sortKey);
            } else if (type == BigDecimal.class) {
                return sortKey.matches("-?[0-9]{1,40}(\\.[0-9]{1,40})?");
            } else {
                return sortKey.length() <= Schemas.DEFAULT_MAX_LENGTH && Text.isStorable(sortKey);
            }
            return true;
        } catch (DateTimeException | NumberFormatException e) {
            return false;
        }
    }

    private static Problem wrong() {
        return Problem.invalid(
                "cursor", "cursor.invalid", "cursor must be the next_cursor of this very list, with the same filters");
    }
}
