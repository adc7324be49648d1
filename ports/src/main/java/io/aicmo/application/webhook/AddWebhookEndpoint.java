package io.aicmo.application.webhook;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.webhook.EndpointHealth;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.Vault;
import io.aicmo.port.webhook.SigningKeys;
import io.aicmo.port.webhook.WebhookSender;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Has a tenant's events sent to a URL from now on. */
public final class AddWebhookEndpoint {
    /** How many endpoints a tenant may have. */
    public static final int MOST = 50;

    private final Transactions transactions;
    private final Records records;
    private final EndpointKeys keys;
    private final WebhookSender sender;
    private final RandomGenerator random;
    private final Ids ids;
    private final InstantSource clock;

    /** @param random unpredictable, such as {@link java.security.SecureRandom} */
    public AddWebhookEndpoint(
            Transactions transactions,
            Records records,
            Vault vault,
            WebhookSender sender,
            RandomGenerator random,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.keys = new EndpointKeys(vault);
        this.sender = sender;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is asked for. */
    public record Command(
            String url,
            List<String> topics,
            @Nullable CampaignId campaignId,
            @Nullable String description,
            boolean enabled) {}

    /** The endpoint, and the secret that its receiver verifies with; nobody is told again. */
    public record Result(WebhookEndpoint endpoint, String secret) {
        @Override
        public String toString() {
            return "Result[endpoint=" + endpoint + "]";
        }
    }

    /**
     * Makes the endpoint.
     *
     * @throws Rejected {@code webhook_endpoint.*}, {@code campaign.unknown}, {@code text.*}, {@code list.too_long}
     */
    public Result handle(Actor actor, Command command) {
        sender.checkUrl(command.url);
        SigningKeys fresh = sender.newKeys(random);
        WebhookEndpointId id = new WebhookEndpointId(ids.next());
        Instant now = clock.instant();
        WebhookEndpoint endpoint = new WebhookEndpoint(
                id,
                command.url,
                command.topics,
                command.campaignId,
                command.description,
                command.enabled,
                keys.seal(actor.tenant(), id, fresh),
                null,
                null,
                fresh.publicKey(),
                EndpointHealth.WELL,
                now,
                now,
                1,
                null);
        return new Result(transactions.write(actor, tx -> keep(tx, endpoint)), fresh.secret());
    }

    private WebhookEndpoint keep(Tx tx, WebhookEndpoint endpoint) {
        RecordStore<WebhookEndpointId, WebhookEndpoint> endpoints = records.of(RecordTypes.WEBHOOK_ENDPOINTS);
        if (endpoints.list(tx, ListQuery.newest(MOST)).data().size() >= MOST) {
            throw Rejected.of("webhook_endpoint.too_many", "a tenant has at most " + MOST + " webhook endpoints");
        }
        return endpoints.insert(tx, endpoint);
    }
}
