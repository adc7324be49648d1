package io.aicmo.port.tenant;

import io.aicmo.domain.shared.ApiKeyId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.tenant.ApiKey;
import io.aicmo.domain.tenant.FormToken;
import io.aicmo.domain.tenant.WebhookSource;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds out whose a credential is. This is the one place that looks across tenants, because the tenant is what it
 * finds; it reads credentials, and writes nothing but when a key was used.
 */
public interface CredentialStore {
    /** A credential and the tenant that it speaks for. */
    record Found<T>(TenantId tenant, T credential) {}

    /** The API key with this hash that is not deleted; it may be revoked or expired. */
    Optional<Found<ApiKey>> findApiKey(String keyHash);

    /**
     * Notes that a key was used: its {@code lastUsedAt} becomes this time, if it was more than
     * {@link ApiKey#USED_WITHIN} earlier. Nothing else of it changes, not even its version. A key that is not there is
     * nobody's, and nothing happens.
     */
    void used(TenantId tenant, ApiKeyId key, Instant now);

    /** The form token with this hash that is not deleted. */
    Optional<Found<FormToken>> findFormToken(String tokenHash);

    /** The webhook source that is not deleted. */
    Optional<Found<WebhookSource>> findWebhookSource(WebhookSourceId id);

    /** Whether there is such a tenant. */
    boolean tenantExists(TenantId tenant);
}
