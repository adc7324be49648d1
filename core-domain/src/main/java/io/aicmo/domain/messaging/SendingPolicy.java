package io.aicmo.domain.messaging;

import io.aicmo.domain.crm.SendingHours;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.SendingPolicyId;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's rules of sending; a workspace without one has the usual ones.
 *
 * @param sendingHours when people may be written to, where their sequence does not say otherwise
 */
public record SendingPolicy(
        SendingPolicyId id,
        WorkspaceId workspaceId,
        SendingHours sendingHours,
        FrequencyCap frequencyCap,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<SendingPolicyId> {

    /** The same workspace's policy with other rules. */
    public SendingPolicy with(SendingHours hours, FrequencyCap cap, Instant now) {
        return new SendingPolicy(id, workspaceId, hours, cap, createdAt, now, version, deletedAt);
    }
}
