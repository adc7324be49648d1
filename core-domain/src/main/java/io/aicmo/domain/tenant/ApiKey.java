package io.aicmo.domain.tenant;

import io.aicmo.domain.shared.ApiKeyId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server's credential. The key itself is shown once and never stored.
 *
 * @param prefix the first characters of the key, so that people can tell their keys apart
 * @param keyHash SHA-256 of the key, in lower-case hexadecimal
 * @param scopes what it may do, within its role; empty means all that the role may
 * @param workspaceIds the workspaces that it may enter; empty means all
 * @param expiresAt when it stops working, or null for never
 * @param revokedAt when it was revoked, or null
 * @param lastUsedAt when it was last used, to within {@link #USED_WITHIN}, or null for never
 */
public record ApiKey(
        ApiKeyId id,
        String name,
        String prefix,
        String keyHash,
        Role role,
        List<Permission> scopes,
        List<WorkspaceId> workspaceIds,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<ApiKeyId> {
    /** How exactly it is known when a key was last used: not each use is worth a write. */
    public static final Duration USED_WITHIN = Duration.ofHours(1);

    public ApiKey {
        scopes = List.copyOf(scopes);
        workspaceIds = List.copyOf(workspaceIds);
    }

    /** Whether it may be used at this moment. */
    public boolean isValidAt(Instant now) {
        return revokedAt == null && deletedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** The same key, refused from now on; a key that is already revoked stays as it is. */
    public ApiKey revoked(Instant now) {
        return revokedAt != null
                ? this
                : new ApiKey(
                        id,
                        name,
                        prefix,
                        keyHash,
                        role,
                        scopes,
                        workspaceIds,
                        expiresAt,
                        now,
                        lastUsedAt,
                        createdAt,
                        now,
                        version,
                        deletedAt);
    }
}
