package io.aicmo.port;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as it once was.
 *
 * @param version which version of it this is, 1 for the first
 * @param record what it was then
 * @param keptAt since when
 * @param by what kind of actor made it so
 * @param actorId which one, or null for the system
 */
public record RecordVersion<R extends Record>(
        long version,
        R record,
        Instant keptAt,
        Actor.Kind by,
        @Nullable UUID actorId) {}
