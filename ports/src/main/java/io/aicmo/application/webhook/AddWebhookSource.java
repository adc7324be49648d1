package io.aicmo.application.webhook;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.tenant.WebhookSource;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.Vault;
import io.aicmo.port.webhook.WebhookProvider;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets a provider send webhooks. A source always has a secret: what is not signed is never believed. */
public final class AddWebhookSource {
    private final Transactions transactions;
    private final Records records;
    private final Vault vault;
    private final List<WebhookProvider> providers;
    private final RandomGenerator random;
    private final Ids ids;
    private final InstantSource clock;

    /** @param random unpredictable, such as {@link java.security.SecureRandom} */
    public AddWebhookSource(
            Transactions transactions,
            Records records,
            Vault vault,
            List<WebhookProvider> providers,
            RandomGenerator random,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.vault = vault;
        this.providers = List.copyOf(providers);
        this.random = random;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param secret what the provider signs with, where the provider made it; null to have one made
     */
    public record Command(
            String provider,
            @Nullable CampaignId campaignId,
            @Nullable String secret) {
        @Override
        public String toString() {
            return "Command[provider=" + provider + "]";
        }
    }

    /**
     * What was made.
     *
     * @param secret what the provider signs with; nobody is told again
     * @param channels the channels on which the provider reports; empty means all
     * @param reportsOnChannels whether the functions of the channels take its webhooks
     */
    public record Result(WebhookSource source, String secret, List<String> channels, boolean reportsOnChannels) {
        @Override
        public String toString() {
            return "Result[source=" + source + "]";
        }
    }

    /**
     * @throws Rejected {@code webhook_source.provider_unknown}, {@code webhook_source.secret_missing}, {@code
     *     webhook_source.secret_invalid}, {@code campaign.unknown}
     * @throws io.aicmo.port.Forbidden if the actor may not enter the campaign's workspace
     */
    public Result handle(Actor actor, Command command) {
        WebhookProvider provider = provider(command.provider);
        String secret = Text.optional(command.secret, "secret", 4_000);
        if (secret == null) {
            secret = provider.newSecret(random)
                    .orElseThrow(() -> Rejected.field(
                            "secret",
                            "webhook_source.secret_missing",
                            "secret must be the verification key that " + provider.name() + " shows"));
        } else {
            provider.checkSecret(secret);
        }
        WebhookSource source = source(actor, provider, command.campaignId, secret);
        WebhookSource kept = transactions.write(actor, tx -> {
            checkCampaign(tx, command.campaignId);
            return records.of(RecordTypes.WEBHOOK_SOURCES).insert(tx, source);
        });
        return new Result(kept, secret, provider.channels().stream().sorted().toList(), provider.reportsOnChannels());
    }

    /** That it lives is the record's own rule. */
    private void checkCampaign(Tx tx, @Nullable CampaignId id) {
        if (id != null) {
            records.of(RecordTypes.CAMPAIGNS)
                    .find(tx, id)
                    .ifPresent(campaign -> tx.actor().checkWorkspace(campaign.workspaceId()));
        }
    }

    private WebhookSource source(Actor actor, WebhookProvider provider, @Nullable CampaignId campaign, String secret) {
        WebhookSourceId id = new WebhookSourceId(ids.next());
        Instant now = clock.instant();
        Vault.Place place = Vault.Place.of(actor.tenant(), RecordTypes.WEBHOOK_SOURCES, id, "secret");
        return new WebhookSource(id, provider.name(), campaign, vault.seal(place, secret), now, now, 1, null);
    }

    private WebhookProvider provider(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Rejected.field(
                        "provider",
                        "webhook_source.provider_unknown",
                        "the known providers are "
                                + providers.stream().map(WebhookProvider::name).collect(Collectors.joining(", "))));
    }
}
