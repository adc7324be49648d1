package io.aicmo.application.webhook;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Vault;
import io.aicmo.port.webhook.SigningKeys;
import io.aicmo.port.webhook.WebhookSender;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Gives an endpoint new keys; for a while messages carry the signatures of both, so that no receiver misses one. */
public final class RotateWebhookSecret {
    /** The longest overlap. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private final Transactions transactions;
    private final Records records;
    private final EndpointKeys keys;
    private final WebhookSender sender;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** @param random unpredictable, such as {@link java.security.SecureRandom} */
    public RotateWebhookSecret(
            Transactions transactions,
            Records records,
            Vault vault,
            WebhookSender sender,
            RandomGenerator random,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.keys = new EndpointKeys(vault);
        this.sender = sender;
        this.random = random;
        this.clock = clock;
    }

    /** The endpoint, and its new secret; nobody is told again. */
    public record Result(WebhookEndpoint endpoint, String secret) {
        @Override
        public String toString() {
            return "Result[endpoint=" + endpoint + "]";
        }
    }

    /**
     * Changes the keys.
     *
     * @param overlap how long the old ones go on signing, 0 to 7 days
     * @throws io.aicmo.port.NotFound if there is no such endpoint
     * @throws Rejected {@code webhook_endpoint.overlap_out_of_range}
     */
    public Result handle(Actor actor, WebhookEndpointId id, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST) > 0) {
            throw Rejected.field(
                    "overlap_hours",
                    "webhook_endpoint.overlap_out_of_range",
                    "the old secret signs for at most " + LONGEST.toHours() + " more hours");
        }
        SigningKeys fresh = sender.newKeys(random);
        Instant now = clock.instant();
        RecordStore<WebhookEndpointId, WebhookEndpoint> endpoints = records.of(RecordTypes.WEBHOOK_ENDPOINTS);
        WebhookEndpoint rotated = transactions.write(actor, tx -> {
            WebhookEndpoint endpoint = endpoints.lock(tx, id);
            return endpoints.update(
                    tx,
                    endpoint.rotated(
                            keys.seal(actor.tenant(), id, fresh),
                            fresh.publicKey(),
                            keys.sealAsPrevious(actor.tenant(), endpoint),
                            now.plus(overlap),
                            now));
        });
        return new Result(rotated, fresh.secret());
    }
}
