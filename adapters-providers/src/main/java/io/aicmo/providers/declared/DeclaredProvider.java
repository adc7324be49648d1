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
 * A provider that is no more than a declaration: how it signs, what a request is about, and what of it the spine records.
 * Its webhooks come in at {@code webhook-receiver} alone.
 *
 * @param secretIs what its secret is, for the message that refuses another
 * @param maker makes a secret, or nothing where only the provider can
 * @param check verifies a request
 * @param about reads what a verified request is about
 * @param reader reads what it tells
 * @param idsAreOfOneSource whether its senders number their events themselves
 */
public record DeclaredProvider(
        String name,
        String secretIs,
        Function<RandomGenerator, Optional<String>> maker,
        Check check,
        Function<WebhookRequest, Heading> about,
        Reader reader,
        boolean idsAreOfOneSource)
        implements WebhookProvider {
    private static final int SHORTEST_SECRET = 8;

    /** One whose ids tell all of its events apart. */
    public DeclaredProvider(
            String name,
            String secretIs,
            Function<RandomGenerator, Optional<String>> maker,
            Check check,
            Function<WebhookRequest, Heading> about,
            Reader reader) {
        this(name, secretIs, maker, check, about, reader, false);
    }

    /** Verifies that the provider sent exactly this. */
    @FunctionalInterface
    public interface Check {
        /** @throws BadSignature if it did not */
        void verify(WebhookRequest request, String secret, Instant now);
    }

    /** Reads what a verified request tells. */
    @FunctionalInterface
    public interface Reader {
        /** @throws Rejected {@code webhook.unreadable} if the body as a whole cannot be read */
        List<Item> read(WebhookRequest request, Heading heading, Instant now);
    }

    /** What the reader of a provider tells of whose webhooks the spine records nothing: they are kept, and no more. */
    public static List<Item> nothing(WebhookRequest request, Heading heading, Instant now) {
        return List.of(new Item.Ignored(heading.type()));
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
        return reader.read(request, heading(request), now);
    }
}
