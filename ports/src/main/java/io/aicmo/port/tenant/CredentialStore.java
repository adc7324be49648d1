package io.aicmo.port.tenant;

import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.tenant.ApiKey;
import io.aicmo.domain.tenant.FormToken;
import io.aicmo.domain.tenant.WebhookSource;
import java.util.Optional;

/**
 * Finds out whose a credential is. This is the one place that looks across tenants, because the tenant is what it
 * finds; it reads credentials and nothing else.
 */
public interface CredentialStore {
    /** A credential and the tenant that it speaks for. */
    record Found<T>(TenantId tenant, T credential) {}

    /** The API key with this hash that is not deleted; it may be revoked or expired. */
    Optional<Found<ApiKey>> findApiKey(String keyHash);

    /** The form token with this hash that is not deleted. */
    Optional<Found<FormToken>> findFormToken(String tokenHash);

    /** The webhook source that is not deleted. */
    Optional<Found<WebhookSource>> findWebhookSource(WebhookSourceId id);

    /** Whether there is such a tenant. */
    boolean tenantExists(TenantId tenant);
}
