package io.aicmo.http.webhook;

import io.aicmo.application.webhook.AddWebhookSource;
import io.aicmo.application.webhook.ReceiveWebhook;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.domain.tenant.WebhookSource;
import io.aicmo.http.Access;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Parameter;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where providers' webhooks come from, and where they come in: one function per channel. */
public final class WebhookRoutes {
    private static final Parameter<WebhookSourceId> SOURCE = Parameter.id(
                    "source", WebhookSourceId.class, "The webhook source, as its url says.")
            .mandatory();

    private final Hexagon hexagon;
    private final AddWebhookSource addWebhookSource;
    private final ReceiveWebhook receiveWebhook;

    public WebhookRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.addWebhookSource = new AddWebhookSource(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.vault(),
                hexagon.providers(),
                hexagon.random(),
                hexagon.ids(),
                hexagon.clock());
        this.receiveWebhook = new ReceiveWebhook(
                hexagon.credentials(),
                hexagon.vault(),
                hexagon.providers(),
                new SpineRules(hexagon.channels()),
                hexagon.spine(),
                hexagon.ids(),
                hexagon.clock());
    }

    /**
     * Asks for a source.
     *
     * @param provider the name of a known provider
     * @param campaignId the campaign of events that name none
     * @param secret what the provider signs with, where the provider made it
     */
    record NewWebhookSource(
            @Size(min = 1, max = 100) String provider,
            @Nullable CampaignId campaignId,
            @Nullable @Size(max = 4_000) String secret) {}

    /** A source that was made; {@code secret} is shown this once. */
    record WebhookSourceMade(WebhookSourceId id, String secret, String url) {}

    /** A source as it may be shown again. */
    record WebhookSourceView(
            WebhookSourceId id,
            String provider,
            @Nullable CampaignId campaignId,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static WebhookSourceView of(WebhookSource source) {
            return new WebhookSourceView(
                    source.id(),
                    source.provider(),
                    source.campaignId(),
                    source.createdAt(),
                    source.updatedAt(),
                    source.version());
        }
    }

    /** What became of a batch of events. */
    record WebhookTaken(int accepted, int duplicates, List<ReceiveWebhook.Rejection> rejected) {}

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(Resource.of(
                        hexagon,
                        RecordTypes.WEBHOOK_SOURCES,
                        WebhookSourceId.class,
                        WebhookSourceView.class,
                        WebhookSourceView::of)
                .in((tx, source) -> source.campaignId() == null
                        ? null
                        : hexagon.records()
                                .of(RecordTypes.CAMPAIGNS)
                                .get(tx, source.campaignId())
                                .workspaceId())
                .readable(Permission.CREDENTIALS_WRITE)
                .deletable(Permission.CREDENTIALS_WRITE)
                .routes());
        routes.add(Route.post("/v1/webhook-sources")
                .may(Permission.CREDENTIALS_WRITE)
                .says("Lets a provider send its webhooks.")
                .takes(NewWebhookSource.class)
                .answers(201, WebhookSourceMade.class)
                .by(this::add));
        hexagon.channels().channels().stream()
                .filter(this::hasProvidersOfItsOwn)
                .map(this::webhook)
                .forEach(routes::add);
        return routes;
    }

    /** Shops, payment and signature providers tell the CRM by the one door that is for every provider. */
    private boolean hasProvidersOfItsOwn(String channel) {
        return !channel.equals(Channels.CRM.name())
                && hexagon.channels().activityTypes(channel).size() > Channels.ON_ANY_CHANNEL.size();
    }

    private Route webhook(String channel) {
        return Route.post(path(channel))
                .may(new Access.Provider())
                .limited(Route.RateClass.UNLIMITED)
                .asFunction("hook", "Takes in a provider's events on the channel " + channel + ".")
                .with(SOURCE)
                .takesBytes()
                .answers(200, WebhookTaken.class)
                .by((call, body) -> receive(channel, call));
    }

    private static String path(String channel) {
        return "/functions/v1/" + channel.replace('_', '-') + "-webhook";
    }

    private Answer receive(String channel, Call call) {
        ReceiveWebhook.Result result = receiveWebhook.handle(channel, call.required(SOURCE), call.incoming());
        return Answer.ok(new WebhookTaken(result.accepted(), result.duplicates(), result.rejected()));
    }

    private Answer add(Call call, NewWebhookSource body) {
        AddWebhookSource.Result added = addWebhookSource.handle(
                call.actor(), new AddWebhookSource.Command(body.provider, body.campaignId, body.secret));
        WebhookSource source = added.source();
        String channel = added.channels().isEmpty()
                ? Channels.EMAIL.name()
                : added.channels().get(0);
        String path = added.reportsOnChannels() ? path(channel) : WebhookReceiverRoutes.PATH;
        return Answer.created(
                "/v1/webhook-sources/" + source.id(),
                new WebhookSourceMade(source.id(), added.secret(), call.baseUrl() + path + "?source=" + source.id()));
    }
}
