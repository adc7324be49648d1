package io.aicmo.http.webhook;

import io.aicmo.application.webhook.ReplayWebhookEvents;
import io.aicmo.application.webhook.TakeWebhook;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.WebhookEventId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.domain.webhook.WebhookEvent;
import io.aicmo.domain.webhook.WebhookEventStatus;
import io.aicmo.http.Access;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Parameter;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.Actor;
import io.aicmo.port.Forbidden;
import io.aicmo.port.RecordTypes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one door for every provider's webhooks, and what came in through it. */
public final class WebhookReceiverRoutes {
    static final String PATH = "/functions/v1/webhook-receiver";

    private static final Parameter<WebhookSourceId> SOURCE = Parameter.id(
                    "source", WebhookSourceId.class, "The webhook source, as its url says.")
            .mandatory();

    private final TakeWebhook takeWebhook;
    private final ReplayWebhookEvents replayWebhookEvents;
    private final Resource<WebhookEventId, WebhookEvent, WebhookEventView> events;

    public WebhookReceiverRoutes(Hexagon hexagon) {
        this.takeWebhook = new TakeWebhook(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.credentials(),
                hexagon.vault(),
                hexagon.providers(),
                hexagon.jobs(),
                hexagon.ids(),
                hexagon.clock());
        this.replayWebhookEvents = new ReplayWebhookEvents(
                hexagon.transactions(), hexagon.records(), hexagon.jobs(), hexagon.ids(), hexagon.clock());
        this.events = Resource.of(
                        hexagon,
                        RecordTypes.WEBHOOK_EVENTS,
                        WebhookEventId.class,
                        WebhookEventView.class,
                        WebhookEventView::of)
                .in((tx, event) -> {
                    checkTenantWide(tx.actor());
                    return null;
                })
                .readable(Permission.CREDENTIALS_WRITE);
    }

    /** A webhook was taken; {@code challenge} is what the provider asked to hear. */
    record WebhookReceived(boolean duplicate, @Nullable String challenge) {}

    /** A webhook that came in; {@code body} as text. */
    record WebhookEventView(
            WebhookEventId id,
            WebhookSourceId webhookSourceId,
            String provider,
            String providerEventId,
            String type,
            WebhookEventStatus status,
            int tries,
            @Nullable String error,
            @Nullable Map<String, Object> result,
            Map<String, String> headers,
            String body,
            @Nullable Instant processedAt,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static WebhookEventView of(WebhookEvent event) {
            byte[] body = Base64.getDecoder().decode(event.request().body());
            return new WebhookEventView(
                    event.id(),
                    event.webhookSourceId(),
                    event.provider(),
                    event.providerEventId(),
                    event.type(),
                    event.status(),
                    event.tries(),
                    event.error(),
                    event.result(),
                    event.request().headers(),
                    new String(body, StandardCharsets.UTF_8),
                    event.processedAt(),
                    event.createdAt(),
                    event.updatedAt(),
                    event.version());
        }
    }

    /** Asks for the webhooks of a time to be processed again, until the present if not said otherwise. */
    record ReplayEvents(Instant since, @Nullable Instant until) {}

    /** The job that will do it. */
    record ReplayJob(JobId jobId) {}

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(events.routes());
        routes.add(Route.post(PATH)
                .may(new Access.Provider())
                .limited(Route.RateClass.UNLIMITED)
                .asFunction("hook", "Takes in any provider's webhook: verified, stored as it came, processed later.")
                .with(SOURCE)
                .takesBytes()
                .answers(200, WebhookReceived.class)
                .by((call, body) -> take(call)));
        routes.add(Route.post("/v1/webhook-events/{id}/replay")
                .may(Permission.CREDENTIALS_WRITE)
                .says("Has a webhook that came in processed again.")
                .answers(202, ReplayJob.class)
                .by(this::replay));
        routes.add(Route.post("/v1/webhook-events/replay")
                .may(Permission.CREDENTIALS_WRITE)
                .says("Has all webhooks that came in within a time processed again.")
                .takes(ReplayEvents.class)
                .answers(202, ReplayJob.class)
                .by(this::replayAll));
        return routes;
    }

    /** @throws Forbidden for whoever may enter some workspaces only: webhooks are the whole tenant's */
    private static void checkTenantWide(Actor actor) {
        if (!actor.workspaces().isEmpty()) {
            throw new Forbidden("webhooks that came in are for credentials that may enter every workspace");
        }
    }

    private Answer take(Call call) {
        TakeWebhook.Result taken = takeWebhook.handle(call.required(SOURCE), call.incoming());
        return Answer.ok(new WebhookReceived(taken.duplicate(), taken.challenge()));
    }

    private Answer replay(Call call) {
        checkTenantWide(call.actor());
        return accepted(replayWebhookEvents
                .one(call.actor(), call.id(WebhookEventId.class))
                .job());
    }

    private Answer replayAll(Call call, ReplayEvents body) {
        checkTenantWide(call.actor());
        return accepted(replayWebhookEvents.request(call.actor(), body.since, body.until));
    }

    private static Answer accepted(JobId job) {
        return Answer.of(202, new ReplayJob(job)).header("Location", "/v1/jobs/" + job);
    }
}
