package io.aicmo.domain.tenant;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.FormTokenId;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public credential of one landing page's form: it can submit that form and nothing else.
 *
 * @param prefix the first characters of the token
 * @param tokenHash SHA-256 of the token, in lower-case hexadecimal
 * @param campaignId the campaign that its leads belong to; null means the workspace's direct campaign
 * @param allowedOrigins the web origins that may use it from a browser; empty means any
 */
public record FormToken(
        FormTokenId id,
        WorkspaceId workspaceId,
        @Nullable CampaignId campaignId,
        String prefix,
        String tokenHash,
        List<String> allowedOrigins,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<FormTokenId> {
    public FormToken {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** Whether a browser on this origin may use it; a call without an origin comes from a server and may. */
    public boolean allowsOrigin(@Nullable String origin) {
        return origin == null || allowedOrigins.isEmpty() || allowedOrigins.contains(origin);
    }
}
