package io.aicmo.domain.event;

import io.aicmo.domain.shared.JobId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job is further than before.
 *
 * @param askedBy the id of the actor that asked for it, or null for the service itself
 */
public record JobProgress(
        JobId jobId,
        String kind,
        long done,
        long total,
        @Nullable UUID askedBy) {}
