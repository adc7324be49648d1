package io.aicmo.application.webhook;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WebhookEventId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.tenant.WebhookSource;
import io.aicmo.domain.webhook.WebhookEvent;
import io.aicmo.port.Actor;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Vault;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.tenant.CredentialStore;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookProvider.Heading;
import io.aicmo.port.webhook.WebhookRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes any provider's webhook: verified, stored as it came, and answered at once; what follows is a job. */
public final class TakeWebhook {
    /** What would let others in if it were kept. */
    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie", "proxy-authorization");

    private final Transactions transactions;
    private final Records records;
    private final CredentialStore credentials;
    private final Vault vault;
    private final Map<String, WebhookProvider> providers;
    private final JobStore jobs;
    private final Ids ids;
    private final InstantSource clock;

    public TakeWebhook(
            Transactions transactions,
            Records records,
            CredentialStore credentials,
            Vault vault,
            List<WebhookProvider> providers,
            JobStore jobs,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.credentials = credentials;
        this.vault = vault;
        this.providers = providers.stream().collect(Collectors.toMap(WebhookProvider::name, Function.identity()));
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What was taken.
     *
     * @param duplicate whether it was seen before; then nothing follows
     * @param challenge what the provider wants to hear, or null
     */
    public record Result(boolean duplicate, @Nullable String challenge) {}

    /**
     * Takes a webhook; what is answered is durable.
     *
     * @throws BadSignature if there is no such source, or it did not sign this
     * @throws Rejected {@code webhook.unreadable} if it is not even clear what it is about
     */
    public Result handle(WebhookSourceId sourceId, WebhookRequest request) {
        CredentialStore.Found<WebhookSource> found = credentials
                .findWebhookSource(sourceId)
                .orElseThrow(() -> new BadSignature("there is no such webhook source"));
        WebhookSource source = found.credential();
        WebhookProvider provider = providers.get(source.provider());
        if (provider == null) {
            throw new BadSignature("this installation does not know the source's provider");
        }
        Instant now = clock.instant();
        Vault.Place place = Vault.Place.of(found.tenant(), RecordTypes.WEBHOOK_SOURCES, source.id(), "secret");
        provider.verify(request, vault.open(place, source.secret()), now);
        Heading heading = provider.heading(request);
        if (heading.reply() != null) {
            return new Result(false, heading.reply());
        }
        WebhookEvent event = WebhookEvent.received(
                new WebhookEventId(ids.next()),
                source.id(),
                source.provider(),
                heading.eventId(),
                heading.type(),
                stored(request),
                now);
        return new Result(!keep(Actor.provider(found.tenant(), source.id()), event), null);
    }

    /** Keeps it with the job that processes it, and says whether it is new. */
    private boolean keep(Actor actor, WebhookEvent event) {
        return transactions.write(actor, tx -> {
            try {
                WebhookEvent kept = records.of(RecordTypes.WEBHOOK_EVENTS).insert(tx, event);
                jobs.enqueue(tx, ProcessWebhooks.job(kept, ids, clock.instant()));
                return true;
            } catch (AlreadyExists seenBefore) {
                return false;
            }
        });
    }

    private static WebhookEvent.Request stored(WebhookRequest request) {
        Map<String, String> headers = request.headers().entrySet().stream()
                .filter(header -> !CREDENTIALS.contains(header.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, header -> storable(header.getValue())));
        return new WebhookEvent.Request(
                storable(request.url()), headers, Base64.getEncoder().encodeToString(request.body()));
    }

    private static String storable(String text) {
        return text.replaceAll("[\\x00\\p{Cs}]", "\ufffd");
    }
}
