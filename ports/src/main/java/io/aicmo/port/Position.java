package io.aicmo.port;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in an ordered list: after the row with this sort key and this id (keyset pagination, so that the last page
 * costs what the first does).
 *
 * @param sortKey the row's value of the sort field, in the text form of its type ({@link java.time.Instant#toString},
 *     decimal digits, or the text itself); null where the row has none
 * @param id the row's id
 */
public record Position(@Nullable String sortKey, UUID id) {}
