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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Webhooks of providers, as the command plays them, on their way into a running server. */
class WebhooksInOnPostgresTest {
    private static final Application NODE = RunningNode.embedded(OnPostgres.newHome("aicmo-webhooks-in-test"));
    private static final Api API = new Api(NODE.installation().server(), RunningNode.BOOTSTRAP, RunningNode.JWT_SECRET);
    private static final String SECRET = "a-secret-of-the-tests";

    private final Firm firm = API.aFirm();

    @AfterAll
    static void stop() {
        NODE.close();
    }

    @Test
    void whatNothingIsDoneForYetIsKeptAndMarked() {
        for (String provider : List.of("stripe", "shopify", "docusign", "slack", "hmac")) {
            Reply source = aSource(provider, SECRET);

            assertThat(Main.run("webhook", "send", provider, "--url", source.textAt("/url"), "--secret", SECRET))
                    .as(provider)
                    .isZero();

            Eventually.holds(() -> {
                Reply kept = events("provider=" + provider);
                assertThat(kept.textAt("/data/0/status")).as(provider).isEqualTo("unknown");
                assertThat(kept.textAt("/data/0/webhook_source_id")).isEqualTo(source.textAt("/id"));
                assertThat(kept.textAt("/data/0/body")).isNotBlank();
            });
        }
        assertThat(events("provider=stripe").textAt("/data/0/type")).isEqualTo("checkout.session.completed");
        assertThat(events("provider=shopify").textAt("/data/0/type")).isEqualTo("orders/create");
        assertThat(events("provider=docusign").textAt("/data/0/type")).isEqualTo("envelope-completed");
        assertThat(events("provider=slack").textAt("/data/0/type")).isEqualTo("app_mention");
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
