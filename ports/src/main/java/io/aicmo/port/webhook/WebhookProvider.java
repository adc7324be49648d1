package io.aicmo.port.webhook;

import io.aicmo.domain.crm.ChannelEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A provider of webhooks: how it signs, and what its payloads mean. A declaration; to add one, implement it. */
public interface WebhookProvider {
    /** Its name in {@code webhook_sources.provider}, in lower case. */
    String name();

    /** The channels that it reports on; empty means every channel. */
    Set<String> channels();

    /** A new secret in the provider's form, or empty where only the provider can make one (a public key). */
    Optional<String> newSecret(RandomGenerator random);

    /**
     * Checks a secret that a tenant gives.
     *
     * @throws io.aicmo.domain.shared.Rejected {@code webhook_source.secret_invalid} on {@code secret}
     */
    void checkSecret(String secret);

    /**
     * Verifies that the provider sent exactly this, within the last five minutes where it signs the time. Takes the
     * same time wherever the signature differs.
     *
     * @throws BadSignature if it did not, or no signature is there
     */
    void verify(WebhookRequest request, String secret, Instant now);

    /**
     * What a verified request tells, one item per event, in its order.
     *
     * @param channel the channel of the URL that it came to, or that of the heading
     * @param now stands in where the provider gives no time
     * @throws io.aicmo.domain.shared.Rejected {@code webhook.unreadable} if the body as a whole cannot be read
     */
    List<Item> read(String channel, WebhookRequest request, Instant now);

    /**
     * What a verified request is about, for the one door that takes every provider's webhooks.
     *
     * @param eventId the provider's id of it, the same when it is sent again; at most 300 characters
     * @param type what it is about, in the provider's words; at most 300 characters
     * @param channel the channel to read it on, or the empty text where each of its events tells its own
     * @param reply what is to be answered at once, as text, or null where the provider expects nothing
     */
    record Heading(
            String eventId,
            String type,
            String channel,
            @Nullable String reply) {}

    /**
     * Reads what a verified request is about.
     *
     * @throws io.aicmo.domain.shared.Rejected {@code webhook.unreadable} if not even that can be read
     */
    Heading heading(WebhookRequest request);

    /** Whether the functions of its channels take its webhooks; else they come in at {@code webhook-receiver} alone. */
    default boolean reportsOnChannels() {
        return true;
    }

    /** Whether its ids tell apart the events of one source alone, as with senders that number their events themselves. */
    default boolean idsAreOfOneSource() {
        return false;
    }

    /** One event of a request. */
    sealed interface Item {
        /** Something that the spine records. */
        record Told(ChannelEvent event) implements Item {}

        /** Something that it does not record, such as a provider's own news; accepted, and forgotten. */
        record Ignored(String type) implements Item {}

        /** Something that cannot be understood. */
        record Unreadable(String detail) implements Item {}
    }
}
