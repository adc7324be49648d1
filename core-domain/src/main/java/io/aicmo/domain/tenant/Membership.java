package io.aicmo.domain.tenant;

import io.aicmo.domain.shared.MembershipId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.Set;

/**
 * A user's place in a tenant.
 *
 * @param workspaceIds the workspaces that the user may enter; empty means all
 */
public record Membership(MembershipId id, UserId userId, Role role, Set<WorkspaceId> workspaceIds, Instant createdAt) {
    public Membership {
        workspaceIds = Set.copyOf(workspaceIds);
    }
}
