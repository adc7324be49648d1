package io.aicmo.app;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Firm;
import io.aicmo.http.contract.Reply;
import io.aicmo.port.contract.Eventually;
import io.aicmo.providers.simulator.Simulator;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Webhooks of providers, as the command plays them, on their way into a running server. */
class WebhooksInOnPostgresTest {
    private static final Application NODE = RunningNode.apart(OnPostgres.newHome("aicmo-webhooks-in-test"));
    private static final Api API = new Api(NODE.installation().server(), RunningNode.BOOTSTRAP, RunningNode.JWT_SECRET);
    private static final String SECRET = "a-secret-of-the-tests";

    private final Firm firm = API.aFirm();

    @AfterAll
    static void stop() {
        NODE.close();
    }

    @Test
    void whatTheCommandPlaysIsProcessedOrKeptAndMarked() {
        firm.owner().post("/v1/contacts", json("{'email': 'ada@example.com'}")).is(201);
        Map<String, String> played = Map.of(
                "stripe", "checkout.session.completed processed",
                "shopify", "orders/create processed",
                "docusign", "envelope-completed processed",
                "hmac", "order.placed processed",
                "slack", "app_mention unknown");
        played.forEach((provider, outcome) -> {
            Reply source = aSource(provider, SECRET);

            assertThat(Main.run("webhook", "send", provider, "--url", source.textAt("/url"), "--secret", SECRET))
                    .as(provider)
                    .isZero();

            Eventually.holds(() -> {
                Reply kept = events("provider=" + provider);
                assertThat(kept.textAt("/data/0/type") + " " + kept.textAt("/data/0/status"))
                        .isEqualTo(outcome);
                assertThat(kept.textAt("/data/0/webhook_source_id")).isEqualTo(source.textAt("/id"));
                assertThat(kept.textAt("/data/0/body")).isNotBlank();
                assertThat(outcome.endsWith("unknown")
                                || kept.at("/data/0/result/accepted").asInt() == 1)
                        .as(provider)
                        .isTrue();
            });
        });
    }

    @Test
    void whatCustomersBoughtPaidAndSignedIsOnTheirTimelineHoweverOftenAndInWhateverOrderItComes() {
        List<Told> story = List.of(
                new Told("shopify", anOrder("2026-03-02T09:45:00Z"), Map.of("X-Shopify-Topic", "orders/paid"), 1),
                new Told("shopify", anOrder("2026-03-02T09:45:00Z"), Map.of("X-Shopify-Topic", "orders/create"), 2),
                new Told("shopify", anOrder("2026-03-02T09:45:00Z"), Map.of("X-Shopify-Topic", "products/update"), 2),
                new Told("stripe", aPaidInvoice("evt_1"), Map.of(), 3),
                new Told("stripe", aPaidInvoice("evt_2"), Map.of(), 3),
                new Told("docusign", aSignedEnvelope(), Map.of(), 4));
        Map<String, Reply> sources = Map.of(
                "shopify", aSource("shopify", SECRET),
                "stripe", aSource("stripe", SECRET),
                "docusign", aSource("docusign", SECRET));

        for (Told told : story) {
            Reply source = sources.get(told.provider);
            Simulator.Sent sent = signed(told.provider, source, SECRET, told.body);
            Map<String, String> headers = new HashMap<>(sent.headers());
            headers.putAll(told.headers);
            post(source, new Simulator.Sent(headers, sent.body())).is(200);
            Eventually.holds(() ->
                    assertThat(events("status=received").at("/data").size()).isZero());
            assertThat(told()).hasSize(told.entries);
        }

        assertThat(told())
                .extracting(entry -> entry.path("type").asString())
                .containsExactlyInAnyOrder("order_paid", "order_placed", "invoice_paid", "contract_signed");
        JsonNode paid = told().stream()
                .filter(entry -> entry.path("type").asString().equals("order_paid"))
                .findFirst()
                .orElseThrow();
        assertThat(paid.path("occurred_at").asString()).isEqualTo("2026-03-02T09:45:00Z");
        assertThat(paid.path("campaign_id").asString()).isEqualTo(firm.id("campaign"));
        assertThat(paid.path("meta").path("amount").asString()).isEqualTo("403.5");
        assertThat(paid.path("meta").path("currency").asString()).isEqualTo("USD");
        assertThat(events("provider=shopify&status=unknown").at("/data").size()).isEqualTo(1);

        firm.owner()
                .post("/v1/webhook-events/replay", json("{'since': '2020-01-01T00:00:00Z'}"))
                .is(202);
        Eventually.holds(
                () -> assertThat(events("status=received").at("/data").size()).isZero());
        assertThat(told()).hasSize(4);
    }

    @Test
    void whomNobodyKnowsIsNotInventedAndHeardOfOnceSomebodyDoes() {
        Reply source = aSource("hmac", SECRET);
        String body = json("{'events': [{'id': '1', 'type': 'order.placed', 'email': 'grace@example.com'}]}");
        post(source, signed("hmac", source, SECRET, body)).is(200);
        Eventually.holds(() -> assertThat(events("provider=hmac&status=processed")
                        .at("/data/0/result/rejected")
                        .size())
                .isEqualTo(1));

        String grace = firm.owner()
                .post("/v1/contacts", json("{'email': 'grace@example.com'}"))
                .is(201)
                .textAt("/id");
        String id = events("provider=hmac").textAt("/data/0/id");
        firm.owner().post("/v1/webhook-events/" + id + "/replay").is(202);

        Eventually.holds(() -> assertThat(firm.owner()
                        .get("/v1/contacts/" + grace + "/timeline")
                        .is(200)
                        .textAt("/data/0/type"))
                .isEqualTo("order_placed"));
    }

    @Test
    void twoShopsMayNumberTheirOrdersAlike() {
        String body = json("{'events': [{'id': '1', 'type': 'order.placed', 'lead_id': '%s'}]}", firm.id("lead"));
        for (Reply source : List.of(aSource("hmac", SECRET), aSource("hmac", SECRET))) {
            post(source, signed("hmac", source, SECRET, body)).is(200);
            post(source, signed("hmac", source, SECRET, body)).is(200);
        }

        Eventually.holds(() -> assertThat(
                        events("provider=hmac&status=processed").at("/data").size())
                .isEqualTo(4));
        assertThat(timesOnTheTimeline("order_placed")).isEqualTo(2);
    }

    /** What a provider tells, and how many entries there are of such things then. */
    private record Told(String provider, String body, Map<String, String> headers, int entries) {}

    private String anOrder(String at) {
        return json(
                "{'id': 820982911946154508, 'email': '%s', 'created_at': '%s', 'updated_at': '%s', 'name': '#9999',"
                        + " 'total_price': '403.50', 'currency': 'USD', 'line_items': []}",
                ada(), at, at);
    }

    private String aPaidInvoice(String id) {
        return json(
                "{'id': '%s', 'object': 'event', 'type': 'invoice.paid', 'created': 1772445600, 'livemode': true,"
                        + " 'data': {'object': {'id': 'in_1', 'object': 'invoice', 'customer_email': '%s',"
                        + " 'amount_paid': 4900, 'currency': 'eur', 'number': 'B1-0007'}}}",
                id, ada());
    }

    private String aSignedEnvelope() {
        return json(
                "{'event': 'envelope-completed', 'generatedDateTime': '2026-03-02T09:46:00Z', 'data': {'envelopeId': 'e1',"
                        + " 'envelopeSummary': {'emailSubject': 'Please sign', 'recipients': {'signers': ["
                        + "{'email': '%s', 'status': 'completed', 'signedDateTime': '2026-03-02T09:30:00Z'},"
                        + "{'email': 'owner@example.com', 'status': 'completed'}]}}}}",
                ada());
    }

    private String ada() {
        return firm.owner().get("/v1/contacts/" + firm.id("contact")).is(200).textAt("/email");
    }

    /** What the timeline of the lead has of the team itself. */
    private List<JsonNode> told() {
        return firm.owner()
                .get("/v1/leads/" + firm.id("lead") + "/timeline")
                .is(200)
                .at("/data")
                .valueStream()
                .filter(entry -> entry.path("channel").asString("").equals("crm"))
                .toList();
    }

    @Test
    void whatASpineEventTellsIsOnTheTimelineOnceHoweverOftenItComes() {
        String opened = json(
                "{'events': [{'id': '%s', 'type': 'email.opened', 'lead_id': '%s'}]}",
                UUID.randomUUID(), firm.id("lead"));
        Reply source = firm.owner()
                .post("/v1/webhook-sources", json("{'provider': 'generic'}"))
                .is(201);
        Simulator.Sent sent = signed("generic", source, source.textAt("/secret"), opened);

        assertThat(post(source, sent).is(200).at("/duplicate").asBoolean()).isFalse();
        assertThat(post(source, sent).is(200).at("/duplicate").asBoolean()).isTrue();
        post(source, signed("generic", source, source.textAt("/secret"), opened))
                .is(200);

        Eventually.holds(() -> {
            Reply kept = events("webhook_source_id=" + source.textAt("/id") + "&status=processed");
            assertThat(kept.at("/data").size()).isEqualTo(2);
            assertThat(kept.at("/data/0/result/accepted").asInt()
                            + kept.at("/data/1/result/accepted").asInt())
                    .isEqualTo(1);
        });
        assertThat(timesOnTheTimeline("email_opened")).isEqualTo(1);

        String id = events("webhook_source_id=" + source.textAt("/id")).textAt("/data/0/id");
        firm.owner().post("/v1/webhook-events/" + id + "/replay").is(202);
        firm.owner()
                .post("/v1/webhook-events/replay", json("{'since': '2020-01-01T00:00:00Z'}"))
                .is(202);
        Eventually.holds(() -> assertThat(firm.owner()
                        .get("/v1/webhook-events/" + id)
                        .is(200)
                        .at("/tries")
                        .asInt())
                .isGreaterThan(1));
        assertThat(timesOnTheTimeline("email_opened")).isEqualTo(1);
    }

    @Test
    void twoSendersMayCallTheirEventsAlike() {
        Reply one = aSource("hmac", SECRET);
        Reply other = aSource("hmac", SECRET);
        Simulator.Sent sent = signed("hmac", one, SECRET, json("{'order': 1}"));

        assertThat(post(one, sent).is(200).at("/duplicate").asBoolean()).isFalse();
        assertThat(post(other, sent).is(200).at("/duplicate").asBoolean()).isFalse();
        assertThat(post(other, sent).is(200).at("/duplicate").asBoolean()).isTrue();

        for (Reply source : List.of(one, other)) {
            assertThat(events("webhook_source_id=" + source.textAt("/id"))
                            .at("/data")
                            .size())
                    .isEqualTo(1);
        }
    }

    @Test
    void whatASourceDidNotSignIsNotTaken() {
        Reply source = aSource("stripe", SECRET);
        Simulator.Sent good = signed("stripe", source, SECRET, "");

        post(source, signed("stripe", source, "another-secret", "")).is(401);
        post(source, new Simulator.Sent(Map.of("Content-Type", "application/json"), good.body()))
                .is(401);
        post(source, signed("slack", source, SECRET, "")).is(401);
        API.anyone()
                .with("Content-Type", "application/json")
                .send("POST", "/functions/v1/webhook-receiver?source=" + UUID.randomUUID(), good.body())
                .is(401);
        assertThat(events("provider=stripe").at("/data").size()).isZero();
        firm.owner().post("/v1/webhook-sources", json("{'provider': 'stripe'}")).refuses(422, "/secret");
    }

    @Test
    void slackHearsItsChallengeAndWhatCannotBeReadIsRefused() {
        Reply source = aSource("slack", SECRET);

        Reply heard = post(
                        source,
                        signed("slack", source, SECRET, json("{'type': 'url_verification', 'challenge': 'abc'}")))
                .is(200);

        assertThat(heard.textAt("/challenge")).isEqualTo("abc");
        post(source, signed("slack", source, SECRET, "not JSON")).is(422);
    }

    private Reply aSource(String provider, String secret) {
        Reply made = firm.owner()
                .post("/v1/webhook-sources", json("{'provider': '%s', 'secret': '%s'}", provider, secret))
                .is(201);
        assertThat(made.textAt("/url")).contains("/functions/v1/webhook-receiver?source=");
        return made;
    }

    private Reply events(String query) {
        return firm.owner().get("/v1/webhook-events?" + query).is(200);
    }

    private long timesOnTheTimeline(String type) {
        return firm.owner()
                .get("/v1/leads/" + firm.id("lead") + "/timeline")
                .is(200)
                .at("/data")
                .valueStream()
                .filter(entry -> entry.path("type").asString("").equals(type))
                .count();
    }

    private static Simulator.Sent signed(String provider, Reply source, String secret, String body) {
        return Simulator.sign(provider, source.textAt("/url"), secret, body, Instant.now());
    }

    private static Reply post(Reply source, Simulator.Sent sent) {
        String path = "/functions/v1/webhook-receiver?"
                + URI.create(source.textAt("/url")).getQuery();
        var client = API.anyone();
        for (Map.Entry<String, String> header : sent.headers().entrySet()) {
            client = client.with(header.getKey(), header.getValue());
        }
        return client.send("POST", path, sent.body());
    }
}
