package io.aicmo.providers.declared;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A provider whose webhooks are verified, kept and told apart, and of which the spine records nothing yet.
 *
 * @param secretIs what its secret is, for the message that refuses another
 * @param maker makes a secret, or nothing where only the provider can
 * @param check verifies a request
 * @param about reads what a verified request is about
 */
public record DeclaredProvider(
        String name,
        String secretIs,
        Function<RandomGenerator, Optional<String>> maker,
        Check check,
        Function<WebhookRequest, Heading> about)
        implements WebhookProvider {
    private static final int SHORTEST_SECRET = 8;

    /** Verifies that the provider sent exactly this. */
    @FunctionalInterface
    public interface Check {
        /** @throws BadSignature if it did not */
        void verify(WebhookRequest request, String secret, Instant now);
    }

    @Override
    public Set<String> channels() {
        return Set.of();
    }

    @Override
    public boolean reportsOnChannels() {
        return false;
    }

    @Override
    public Optional<String> newSecret(RandomGenerator random) {
        return maker.apply(random);
    }

    @Override
    public void checkSecret(String secret) {
        if (secret.length() < SHORTEST_SECRET || !secret.equals(secret.strip())) {
            throw Rejected.field("secret", "webhook_source.secret_invalid", "secret must be " + secretIs);
        }
    }

    @Override
    public void verify(WebhookRequest request, String secret, Instant now) {
        if (secret.isEmpty()) {
            throw new BadSignature("the source has no usable secret");
        }
        check.verify(request, secret, now);
    }

    @Override
    public Heading heading(WebhookRequest request) {
        return about.apply(request);
    }

    @Override
    public List<Item> read(String channel, WebhookRequest request, Instant now) {
        return List.of(new Item.Ignored(heading(request).type()));
    }
}
