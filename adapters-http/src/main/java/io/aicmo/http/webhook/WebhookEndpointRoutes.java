package io.aicmo.http.webhook;

import io.aicmo.application.webhook.AddWebhookEndpoint;
import io.aicmo.application.webhook.QueueWebhooks;
import io.aicmo.application.webhook.ReplayWebhooks;
import io.aicmo.application.webhook.RotateWebhookSecret;
import io.aicmo.application.webhook.SendWebhookEvent;
import io.aicmo.application.webhook.TestWebhookEndpoint;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.WebhookDeliveryId;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.domain.webhook.DeliveryAttempt;
import io.aicmo.domain.webhook.DeliveryStatus;
import io.aicmo.domain.webhook.DisabledReason;
import io.aicmo.domain.webhook.WebhookDelivery;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.ListOf;
import io.aicmo.http.Listing;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.Actor;
import io.aicmo.port.Forbidden;
import io.aicmo.port.RecordTypes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a tenant's events are sent, and what became of each. They are the whole tenant's, not a workspace's. */
public final class WebhookEndpointRoutes {
    private static final int USUAL_OVERLAP_HOURS = 24;

    private final Hexagon hexagon;
    private final AddWebhookEndpoint addWebhookEndpoint;
    private final RotateWebhookSecret rotateWebhookSecret;
    private final TestWebhookEndpoint testWebhookEndpoint;
    private final ReplayWebhooks replayWebhooks;
    private final SendWebhookEvent sendWebhookEvent;
    private final Resource<WebhookEndpointId, WebhookEndpoint, EndpointView> endpoints;
    private final Resource<WebhookDeliveryId, WebhookDelivery, DeliveryView> deliveries;

    public WebhookEndpointRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        QueueWebhooks queue = new QueueWebhooks(hexagon.records(), hexagon.jobs(), hexagon.ids(), hexagon.clock());
        this.addWebhookEndpoint = new AddWebhookEndpoint(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.vault(),
                hexagon.webhookSender(),
                hexagon.random(),
                hexagon.ids(),
                hexagon.clock());
        this.rotateWebhookSecret = new RotateWebhookSecret(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.vault(),
                hexagon.webhookSender(),
                hexagon.random(),
                hexagon.clock());
        this.testWebhookEndpoint = new TestWebhookEndpoint(
                hexagon.transactions(), hexagon.records(), queue, hexagon.ids(), hexagon.clock());
        this.replayWebhooks = new ReplayWebhooks(
                hexagon.transactions(), hexagon.records(), hexagon.jobs(), queue, hexagon.ids(), hexagon.clock());
        this.sendWebhookEvent = new SendWebhookEvent(
                hexagon.transactions(), hexagon.records(), hexagon.jobs(), queue, hexagon.ids(), hexagon.clock());
        this.endpoints = Resource.of(
                        hexagon,
                        RecordTypes.WEBHOOK_ENDPOINTS,
                        WebhookEndpointId.class,
                        EndpointView.class,
                        EndpointView::of)
                .in((tx, endpoint) -> nobodys(tx.actor()))
                .readable(Permission.CREDENTIALS_WRITE)
                .editable(Permission.CREDENTIALS_WRITE, EndpointChange.class, EndpointChange::of, this::revise)
                .deletable(Permission.CREDENTIALS_WRITE);
        this.deliveries = Resource.viewed(
                        hexagon,
                        RecordTypes.WEBHOOK_DELIVERIES,
                        WebhookDeliveryId.class,
                        DeliveryView.class,
                        (tx, many) -> many.stream().map(DeliveryView::of).toList())
                .in((tx, delivery) -> nobodys(tx.actor()))
                .readable(Permission.CREDENTIALS_WRITE);
    }

    /**
     * Asks for an endpoint.
     *
     * @param topics which events, such as {@code lead.created}, {@code lead.*} or {@code *}
     * @param campaignId only events of this campaign
     * @param enabled whether to begin at once; it does if not given
     */
    record NewWebhookEndpoint(
            @Size(min = 1, max = 2_000) String url,
            @Size(min = 1, max = 50) List<@Size(min = 1, max = 100) String> topics,
            @Nullable CampaignId campaignId,
            @Nullable @Size(max = 500) String description,
            @Nullable Boolean enabled) {}

    /** An endpoint that was made; {@code secret} is shown this once. */
    record WebhookEndpointMade(WebhookEndpointId id, String secret, String publicKey) {}

    /** What may be changed of an endpoint. */
    record EndpointChange(
            @Size(min = 1, max = 2_000) String url,
            @Size(min = 1, max = 50) List<@Size(min = 1, max = 100) String> topics,
            @Nullable CampaignId campaignId,
            @Nullable @Size(max = 500) String description,
            boolean enabled) {
        static EndpointChange of(WebhookEndpoint endpoint) {
            return new EndpointChange(
                    endpoint.url(),
                    endpoint.topics(),
                    endpoint.campaignId(),
                    endpoint.description(),
                    endpoint.enabled());
        }
    }

    /**
     * An endpoint as it may be shown again.
     *
     * @param publicKey verifies the signatures {@code v1a}
     * @param failingSince since when every try has failed, or null
     * @param pausedUntil nothing is sent before, because tries in a row failed; or null
     * @param disabledReason why it was switched off without anybody asking for it, or null
     */
    record EndpointView(
            WebhookEndpointId id,
            String url,
            List<String> topics,
            @Nullable CampaignId campaignId,
            @Nullable String description,
            boolean enabled,
            String publicKey,
            @Nullable Instant previousSecretUntil,
            int failures,
            @Nullable Instant failingSince,
            @Nullable Instant pausedUntil,
            @Nullable DisabledReason disabledReason,
            @Nullable Instant disabledAt,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static EndpointView of(WebhookEndpoint endpoint) {
            return new EndpointView(
                    endpoint.id(),
                    endpoint.url(),
                    endpoint.topics(),
                    endpoint.campaignId(),
                    endpoint.description(),
                    endpoint.enabled(),
                    endpoint.publicKey(),
                    endpoint.previousKeysUntil(),
                    endpoint.health().failures(),
                    endpoint.health().failingSince(),
                    endpoint.health().pausedUntil(),
                    endpoint.health().disabledBecause(),
                    endpoint.health().disabledAt(),
                    endpoint.createdAt(),
                    endpoint.updatedAt(),
                    endpoint.version());
        }
    }

    /** What is posted; {@code webhook_id} is the header {@code webhook-id}. */
    record DeliveryRequest(String webhookId, String type, Instant timestamp, Map<String, Object> data) {}

    /** One event on its way to one endpoint, with the latest tries, the oldest first. */
    record DeliveryView(
            WebhookDeliveryId id,
            WebhookEndpointId webhookEndpointId,
            String type,
            DeliveryStatus status,
            int tries,
            @Nullable Instant nextTryAt,
            DeliveryRequest request,
            List<DeliveryAttempt> attempts,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static DeliveryView of(WebhookDelivery delivery) {
            return new DeliveryView(
                    delivery.id(),
                    delivery.webhookEndpointId(),
                    delivery.type(),
                    delivery.status(),
                    delivery.tries(),
                    delivery.nextTryAt(),
                    new DeliveryRequest(
                            "msg_" + delivery.messageId(), delivery.type(), delivery.occurredAt(), delivery.data()),
                    delivery.attempts(),
                    delivery.createdAt(),
                    delivery.updatedAt(),
                    delivery.version());
        }
    }

    /** Asks for new keys; the old ones go on signing for a day if not said otherwise. */
    record RotateSecret(@Nullable @Min(0) @Max(168) Integer overlapHours) {}

    /** The new secret, shown this once, and until when the old one signs as well. */
    record SecretRotated(
            String secret, String publicKey, @Nullable Instant previousSecretUntil) {}

    /** A delivery that was queued, and the job that tries it. */
    record DeliveryQueued(WebhookDeliveryId deliveryId, JobId jobId) {
        static DeliveryQueued of(QueueWebhooks.Queued queued) {
            return new DeliveryQueued(queued.delivery().id(), queued.job());
        }
    }

    /**
     * Asks for deliveries to be sent again.
     *
     * @param since those made then or later
     * @param onlyFailed whether those that were delivered are left alone; they are not, if not given
     */
    record ReplaySince(Instant since, @Nullable Boolean onlyFailed) {}

    /** The job that will do it. */
    record WebhookJob(JobId jobId) {}

    /** What has happened, for the endpoints that want to hear of it. */
    record WebhookOutboundInput(
            @Size(min = 1, max = 100) String type, @Nullable CampaignId campaignId, Map<String, Object> data) {}

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(endpoints.routes());
        routes.addAll(deliveries.routes());
        routes.add(Route.post("/v1/webhook-endpoints")
                .may(Permission.CREDENTIALS_WRITE)
                .says("Has events sent to a URL, signed per Standard Webhooks; the secret is shown this once.")
                .takes(NewWebhookEndpoint.class)
                .answers(201, WebhookEndpointMade.class)
                .by(this::add));
        routes.add(Route.post("/v1/webhook-endpoints/{id}/rotate-secret")
                .may(Permission.CREDENTIALS_WRITE)
                .says("Gives an endpoint new keys; for a while messages are signed by both.")
                .takes(RotateSecret.class)
                .answers(200, SecretRotated.class)
                .by(this::rotate));
        routes.add(Route.post("/v1/webhook-endpoints/{id}/test")
                .may(Permission.CREDENTIALS_WRITE)
                .says("Sends an endpoint a message of the type " + TestWebhookEndpoint.TYPE
                        + ", at once also while it is"
                        + " left alone because it failed; one that is switched off is sent nothing, which is refused.")
                .answers(202, DeliveryQueued.class)
                .by(this::test));
        routes.add(Route.get("/v1/webhook-endpoints/{id}/deliveries")
                .may(Permission.CREDENTIALS_WRITE)
                .says("Lists what was sent to an endpoint and what came back.")
                .with(new Listing(RecordTypes.WEBHOOK_DELIVERIES).parametersBut("webhookEndpointId"))
                .answers(200, ListOf.class, DeliveryView.class)
                .by(this::list));
        routes.add(Route.post("/v1/webhook-endpoints/{id}/replay")
                .may(Permission.CREDENTIALS_WRITE)
                .says("Sends everything again that was made for an endpoint since a time.")
                .takes(ReplaySince.class)
                .answers(202, WebhookJob.class)
                .by(this::replaySince));
        routes.add(Route.post("/v1/webhook-deliveries/{id}/replay")
                .may(Permission.CREDENTIALS_WRITE)
                .says("Sends one delivery again, with the same id.")
                .answers(202, DeliveryQueued.class)
                .by(this::replay));
        routes.add(Route.post("/functions/v1/cmo-webhook-outbound")
                .may(Permission.EVENTS_WRITE)
                .asFunction("async", "Sends an event to the tenant's webhook endpoints.")
                .takes(WebhookOutboundInput.class)
                .answers(202, WebhookJob.class)
                .by(this::send));
        return routes;
    }

    /** @throws Forbidden for whoever may enter some workspaces only: endpoints hear of all of them */
    private static @Nullable WorkspaceId nobodys(Actor actor) {
        if (!actor.workspaces().isEmpty()) {
            throw new Forbidden("webhook endpoints are for credentials that may enter every workspace");
        }
        return null;
    }

    private WebhookEndpoint revise(WebhookEndpoint endpoint, EndpointChange change) {
        if (!change.url.equals(endpoint.url())) {
            hexagon.webhookSender().checkUrl(change.url);
        }
        return endpoint.revised(
                change.url,
                change.topics,
                change.campaignId,
                change.description,
                change.enabled,
                hexagon.clock().instant());
    }

    private Answer add(Call call, NewWebhookEndpoint body) {
        nobodys(call.actor());
        AddWebhookEndpoint.Result made = addWebhookEndpoint.handle(
                call.actor(),
                new AddWebhookEndpoint.Command(
                        body.url,
                        body.topics,
                        body.campaignId,
                        body.description,
                        Objects.requireNonNullElse(body.enabled, true)));
        WebhookEndpoint endpoint = made.endpoint();
        return Answer.created(
                "/v1/webhook-endpoints/" + endpoint.id(),
                new WebhookEndpointMade(endpoint.id(), made.secret(), endpoint.publicKey()));
    }

    private Answer rotate(Call call, RotateSecret body) {
        nobodys(call.actor());
        int hours = Objects.requireNonNullElse(body.overlapHours, USUAL_OVERLAP_HOURS);
        RotateWebhookSecret.Result rotated =
                rotateWebhookSecret.handle(call.actor(), call.id(WebhookEndpointId.class), Duration.ofHours(hours));
        WebhookEndpoint endpoint = rotated.endpoint();
        return Answer.ok(new SecretRotated(rotated.secret(), endpoint.publicKey(), endpoint.previousKeysUntil()));
    }

    private Answer test(Call call) {
        nobodys(call.actor());
        return Answer.of(
                202, DeliveryQueued.of(testWebhookEndpoint.handle(call.actor(), call.id(WebhookEndpointId.class))));
    }

    private Answer list(Call call) {
        WebhookEndpointId id = call.id(WebhookEndpointId.class);
        endpoints.enter(call, id);
        return Answer.ok(deliveries.list(call, Map.of("webhookEndpointId", id)));
    }

    private Answer replaySince(Call call, ReplaySince body) {
        nobodys(call.actor());
        JobId job = replayWebhooks.request(
                call.actor(),
                call.id(WebhookEndpointId.class),
                body.since,
                Objects.requireNonNullElse(body.onlyFailed, false));
        return accepted(job);
    }

    private Answer replay(Call call) {
        nobodys(call.actor());
        return Answer.of(202, DeliveryQueued.of(replayWebhooks.one(call.actor(), call.id(WebhookDeliveryId.class))));
    }

    private Answer send(Call call, WebhookOutboundInput body) {
        return accepted(sendWebhookEvent.request(call.actor(), body.type, body.campaignId, body.data));
    }

    private static Answer accepted(JobId job) {
        return Answer.of(202, new WebhookJob(job)).header("Location", "/v1/jobs/" + job);
    }
}
