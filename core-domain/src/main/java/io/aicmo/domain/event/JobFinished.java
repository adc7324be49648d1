package io.aicmo.domain.event;

import io.aicmo.domain.shared.JobId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job came to its end.
 *
 * @param status {@code succeeded}, {@code failed}, {@code dead} or {@code cancelled}
 * @param error why it did not succeed, or null
 * @param askedBy the id of the actor that asked for it, or null for the service itself
 */
public record JobFinished(
        JobId jobId,
        String kind,
        String status,
        int tries,
        @Nullable String error,
        @Nullable UUID askedBy) {}
