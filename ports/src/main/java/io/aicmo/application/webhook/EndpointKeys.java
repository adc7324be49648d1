package io.aicmo.application.webhook;

import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Vault;
import io.aicmo.port.webhook.SigningKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Seals and opens the keys of endpoints. */
record EndpointKeys(Vault vault) {
    Sealed seal(TenantId tenant, WebhookEndpointId endpoint, SigningKeys keys) {
        return vault.seal(place(tenant, endpoint, "keys"), keys.written());
    }

    /** The keys of now, sealed for where the previous ones stand. */
    Sealed sealAsPrevious(TenantId tenant, WebhookEndpoint endpoint) {
        String keys = vault.open(place(tenant, endpoint.id(), "keys"), endpoint.keys());
        return vault.seal(place(tenant, endpoint.id(), "previous_keys"), keys);
    }

    /** All that sign now, the current ones first. */
    List<SigningKeys> signing(TenantId tenant, WebhookEndpoint endpoint, Instant now) {
        List<SigningKeys> keys = new ArrayList<>();
        keys.add(SigningKeys.read(vault.open(place(tenant, endpoint.id(), "keys"), endpoint.keys())));
        Sealed previous = endpoint.previousKeys();
        if (previous != null && endpoint.isRotating(now)) {
            keys.add(SigningKeys.read(vault.open(place(tenant, endpoint.id(), "previous_keys"), previous)));
        }
        return keys;
    }

    private static Vault.Place place(TenantId tenant, WebhookEndpointId endpoint, String column) {
        return Vault.Place.of(tenant, RecordTypes.WEBHOOK_ENDPOINTS, endpoint, column);
    }
}
