package io.aicmo.application.webhook;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.tenant.WebhookSource;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Unavailable;
import io.aicmo.port.Vault;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.tenant.CredentialStore;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.port.webhook.WebhookRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes in a provider's batch of events: verified as a whole, then each event is one decision of the spine. */
public final class ReceiveWebhook {
    private final CredentialStore credentials;
    private final Vault vault;
    private final Map<String, WebhookProvider> providers;
    private final SpineRules rules;
    private final SpineStore spine;
    private final Ids ids;
    private final InstantSource clock;

    public ReceiveWebhook(
            CredentialStore credentials,
            Vault vault,
            List<WebhookProvider> providers,
            SpineRules rules,
            SpineStore spine,
            Ids ids,
            InstantSource clock) {
        this.credentials = credentials;
        this.vault = vault;
        this.providers = providers.stream().collect(Collectors.toMap(WebhookProvider::name, Function.identity()));
        this.rules = rules;
        this.spine = spine;
        this.ids = ids;
        this.clock = clock;
    }

    /** An event of the batch that was not taken, by its place in it, and why. */
    public record Rejection(int index, String detail) {}

    /**
     * What became of the batch.
     *
     * @param accepted how many events are new, with those that are no business of the spine
     * @param duplicates how many were seen before
     * @param rejected those that were not taken; sending them again would not help
     */
    public record Result(int accepted, int duplicates, List<Rejection> rejected) {}

    /**
     * Takes in a batch; what is answered is durable.
     *
     * @param channel the channel of the URL that was called
     * @throws BadSignature if there is no such source, or it did not sign this
     * @throws Rejected {@code webhook.unreadable}, {@code webhook.channel_not_served}
     * @throws Unavailable if not all events could be stored; the provider shall send the batch again
     */
    public Result handle(String channel, WebhookSourceId sourceId, WebhookRequest request) {
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
        if (!provider.reportsOnChannels()
                || (!provider.channels().isEmpty() && !provider.channels().contains(channel))) {
            throw Rejected.of(
                    "webhook.channel_not_served", source.provider() + " does not report on the channel " + channel);
        }
        return apply(found.tenant(), source, provider.read(channel, request, now), now);
    }

    /** Takes in events that a source is known to have told. */
    Result apply(TenantId tenant, WebhookSource source, List<Item> items, Instant now) {
        List<Rejection> rejected = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<SpineDecision> decisions = new ArrayList<>();
        int accepted = 0;
        for (int index = 0; index < items.size(); index++) {
            switch (items.get(index)) {
                case Item.Ignored ignored -> accepted++;
                case Item.Unreadable unreadable -> rejected.add(new Rejection(index, unreadable.detail()));
                case Item.Told told -> {
                    try {
                        decisions.add(
                                rules.decide(tenant, numbered(attributed(told.event(), source), source), now, ids));
                        places.add(index);
                    } catch (Rejected no) {
                        rejected.add(new Rejection(index, String.valueOf(no.getMessage())));
                    }
                }
            }
        }
        int duplicates = 0;
        List<SpineOutcome> outcomes = decisions.isEmpty() ? List.of() : spine.apply(decisions);
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case SpineOutcome.Recorded recorded -> accepted++;
                case SpineOutcome.Duplicate duplicate -> duplicates++;
                case SpineOutcome.Refused refused ->
                    rejected.add(
                            new Rejection(places.get(i), refused.violation().detail()));
                case SpineOutcome.Elsewhere elsewhere -> rejected.add(new Rejection(places.get(i), elsewhere.detail()));
                case SpineOutcome.Failed failed ->
                    throw new Unavailable("an event could not be stored; send the batch again", Duration.ofSeconds(5));
            }
        }
        rejected.sort(Comparator.comparingInt(Rejection::index));
        return new Result(accepted, duplicates, List.copyOf(rejected));
    }

    /** An event that names no campaign belongs to its source's, where it has one. */
    private static ChannelEvent attributed(ChannelEvent event, WebhookSource source) {
        return event.campaignId() != null || source.campaignId() == null
                ? event
                : event.withCampaign(source.campaignId());
    }

    private ChannelEvent numbered(ChannelEvent event, WebhookSource source) {
        WebhookProvider provider = providers.get(source.provider());
        return provider != null && provider.idsAreOfOneSource()
                ? event.numberedBy(source.id().toString())
                : event;
    }
}
