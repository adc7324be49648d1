package io.aicmo.app;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.standardwebhooks.Webhook;
import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Client;
import io.aicmo.http.contract.Firm;
import io.aicmo.http.contract.Listening;
import io.aicmo.http.contract.Reply;
import io.aicmo.port.contract.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events on their way from a running server to receivers on this machine. */
class WebhooksOutOnPostgresTest {
    private static final Application NODE = RunningNode.apart(OnPostgres.newHome("aicmo-webhooks-test"));
    private static final Api API = new Api(NODE.installation().server(), RunningNode.BOOTSTRAP, RunningNode.JWT_SECRET);
    private static final Firm FIRM = API.aFirm();

    private final Sink sink = new Sink();

    @AfterAll
    static void stop() {
        NODE.close();
    }

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void aTestMessageArrivesSignedAndIsInTheLog() throws Exception {
        Reply endpoint = anEndpoint("nothing.else");

        String delivery = FIRM.owner().post(path(endpoint) + "/test").is(202).textAt("/delivery_id");

        Sink.Posted posted = sink.next();
        new Webhook(endpoint.textAt("/secret")).verify(posted.body(), posted.headers());
        Eventually.holds(() -> {
            Reply log = FIRM.owner().get(path(endpoint) + "/deliveries").is(200);
            assertThat(log.textAt("/data/0/id")).isEqualTo(delivery);
            assertThat(log.textAt("/data/0/status")).isEqualTo("delivered");
            assertThat(log.textAt("/data/0/request/webhook_id")).isEqualTo(posted.header("webhook-id"));
            assertThat(log.at("/data/0/attempts/0/status").asInt()).isEqualTo(200);
            assertThat(log.at("/data/0/attempts/0/duration_ms").asLong(-1)).isNotNegative();
        });
    }

    @Test
    void anEventOfTheTenantsOwnGoesToThoseWhoWantIt() throws Exception {
        Reply wanting = anEndpoint("order.*");
        anEndpoint("invoice.*");

        FIRM.owner()
                .post(
                        "/functions/v1/cmo-webhook-outbound",
                        json("{'type': 'order.paid', 'data': {'total': 12, 'lines': [1, 2]}}"))
                .is(202);

        Sink.Posted posted = sink.next();
        new Webhook(wanting.textAt("/secret")).verify(posted.body(), posted.headers());
        assertThat(posted.body()).contains("\"type\":\"order.paid\"").contains("\"total\":12");
        assertThat(sink.isEmpty()).isTrue();
    }

    @Test
    void whatWasRefusedIsTriedAgainAndCanBeReplayedAtOnce() throws Exception {
        Reply endpoint = anEndpoint("nothing.else");
        sink.answers(500);
        String delivery = FIRM.owner().post(path(endpoint) + "/test").is(202).textAt("/delivery_id");
        String id = sink.next().header("webhook-id");
        Eventually.holds(() -> assertThat(FIRM.owner()
                        .get("/v1/webhook-deliveries/" + delivery)
                        .is(200)
                        .textAt("/next_try_at"))
                .isNotEmpty());
        sink.answers(204);

        FIRM.owner().post("/v1/webhook-deliveries/" + delivery + "/replay").is(202);

        assertThat(sink.next().header("webhook-id")).isEqualTo(id);
        Eventually.holds(() -> {
            Reply log = FIRM.owner().get("/v1/webhook-deliveries/" + delivery).is(200);
            assertThat(log.textAt("/status")).isEqualTo("delivered");
            assertThat(log.at("/attempts").size()).isEqualTo(2);
            assertThat(log.textAt("/attempts/0/error")).isEqualTo("answered 500");
        });
        assertThat(FIRM.owner().get(path(endpoint)).is(200).at("/failures").asInt())
                .isZero();
    }

    @Test
    void afterAGoneTheEndpointIsOffAndSaysWhy() throws Exception {
        Reply endpoint = anEndpoint("nothing.else");
        sink.answers(410);
        FIRM.owner().post(path(endpoint) + "/test").is(202);
        sink.next();

        Eventually.holds(() -> {
            Reply shown = FIRM.owner().get(path(endpoint)).is(200);
            assertThat(shown.at("/enabled").asBoolean()).isFalse();
            assertThat(shown.textAt("/disabled_reason")).isEqualTo("gone");
        });
        assertThat(FIRM.owner().post(path(endpoint) + "/test").is(422).text()).contains("switched off");
    }

    @Test
    void thatAnEndpointIsOffIsHeardByTheTenantsOthersAndByWhoMayReadEndpoints() throws Exception {
        Firm firm = API.aFirm();
        Client viewer = firm.key("viewer", "");
        try (Sink dead = new Sink();
                Listening ofOwner = firm.owner().listen("/v1/events/stream?topics=webhook_endpoint.*");
                Listening ofViewer = viewer.listen("/v1/events/stream?topics=webhook_endpoint.*,lead.*")) {
            dead.answers(410);
            anEndpoint(firm, sink, "webhook_endpoint.disabled");
            Reply endpoint = anEndpoint(firm, dead, "nothing.else");

            firm.owner().post(path(endpoint) + "/test").is(202);

            Sink.Posted posted = sink.next();
            assertThat(posted.body())
                    .contains("\"type\":\"webhook_endpoint.disabled\"")
                    .contains(endpoint.textAt("/id"))
                    .contains("\"reason\":\"gone\"");
            Eventually.holds(() -> assertThat(ofOwner.types()).containsExactly("webhook_endpoint.disabled"));
            Eventually.holds(() -> {
                Reply mail = firm.owner().get("/v1/outbox?channel=email").is(200);
                assertThat(mail.at("/data").valueStream())
                        .filteredOn(
                                message -> message.at("/recipient").asString().startsWith("owner@"))
                        .extracting(message -> message.at("/body").asString())
                        .singleElement(STRING)
                        .contains("is gone (410)")
                        .contains(path(endpoint));
            });
            firm.owner()
                    .post("/v1/leads/upsert", json("{'email': 'ada@example.com'}"))
                    .is(201);
            Eventually.holds(() -> assertThat(ofViewer.types()).containsExactly("lead.created"));
        }
    }

    @Test
    void anEndpointThatHearsOfEverythingComesToRest() {
        Firm firm = API.aFirm();
        List<Reply> endpoints = List.of(anEndpoint(firm, sink, "*"), anEndpoint(firm, sink, "job.*"));

        // What an earlier delivery gave to tell would be in the log before the lead after it is.
        for (String email : List.of("ada@example.com", "grace@example.com", "joan@example.com")) {
            String lead = firm.owner()
                    .post("/v1/leads/upsert", json("{'email': '%s'}", email))
                    .is(201)
                    .textAt("/lead_id");
            Eventually.holds(() -> assertThat(log(firm, endpoints.get(0))).contains(lead));
            Eventually.holds(() -> assertThat(log(firm, endpoints.get(0))).doesNotContain("pending"));
        }

        assertThat(endpoints)
                .allSatisfy(endpoint -> assertThat(log(firm, endpoint)).doesNotContain("webhook-delivery"));
    }

    private static String log(Firm firm, Reply endpoint) {
        return firm.owner()
                .get(path(endpoint) + "/deliveries?limit=200")
                .is(200)
                .text();
    }

    @Test
    void whileTheSecretRotatesBothVerifyAndBulkReplaySendsAgain() throws Exception {
        Reply endpoint = anEndpoint("nothing.else");
        String fresh = FIRM.owner()
                .post(path(endpoint) + "/rotate-secret", json("{'overlap_hours': 1}"))
                .is(200)
                .textAt("/secret");

        FIRM.owner().post(path(endpoint) + "/test").is(202);

        Sink.Posted first = sink.next();
        new Webhook(fresh).verify(first.body(), first.headers());
        new Webhook(endpoint.textAt("/secret")).verify(first.body(), first.headers());
        Eventually.holds(() -> assertThat(
                        FIRM.owner().get(path(endpoint) + "/deliveries").is(200).textAt("/data/0/status"))
                .isEqualTo("delivered"));
        FIRM.owner()
                .post(path(endpoint) + "/replay", json("{'since': '2020-01-01T00:00:00Z'}"))
                .is(202);
        assertThat(sink.next().header("webhook-id")).isEqualTo(first.header("webhook-id"));
    }

    @Test
    void aUrlThatLeadsInsideIsRefused() {
        for (String url :
                List.of("http://10.0.0.1/", "https://169.254.169.254/", "http://[::1]/", "ftp://a.example/")) {
            Reply refused = FIRM.owner()
                    .post("/v1/webhook-endpoints", json("{'url': '%s', 'topics': ['*']}", url))
                    .is(422);
            assertThat(refused.textAt("/errors/0/pointer")).isEqualTo("/url");
        }
    }

    /** As people who receive webhooks do it: with the package of the specification, in Node. */
    @Test
    void thePackageOfTheSpecificationVerifiesWhatIsSent() throws Exception {
        Path folder = Files.createDirectories(Path.of("target/npm"));
        if (!isThere(folder)) {
            Npm.isMissing("Node or the package standardwebhooks is not to be had here");
        }
        Reply endpoint = anEndpoint("nothing.else");
        FIRM.owner().post(path(endpoint) + "/test").is(202);
        Sink.Posted posted = sink.next();
        Path message = Files.writeString(folder.resolve("message.json"), """
            {"secret": "%s", "id": "%s", "timestamp": "%s", "signature": "%s"}
            """.formatted(
                        endpoint.textAt("/secret"),
                        posted.header("webhook-id"),
                        posted.header("webhook-timestamp"),
                        posted.header("webhook-signature")));
        Files.writeString(folder.resolve("body.txt"), posted.body());
        Files.writeString(folder.resolve("verify.js"), """
            const { Webhook } = require("standardwebhooks");
            const { readFileSync } = require("fs");
            const message = JSON.parse(readFileSync("message.json", "utf8"));
            const headers = {
              "webhook-id": message.id,
              "webhook-timestamp": message.timestamp,
              "webhook-signature": message.signature,
            };
            const body = readFileSync("body.txt", "utf8");
            console.log("verified " + new Webhook(message.secret).verify(body, headers).type);
            try {
              new Webhook(message.secret).verify(body + " ", headers);
            } catch (refused) {
              console.log("refused " + refused.name);
            }
            """);

        String said = run(folder, "node", "verify.js");

        assertThat(message).exists();
        assertThat(said).contains("verified webhook.tested").contains("refused WebhookVerificationError");
    }

    private static boolean isThere(Path folder) throws IOException, InterruptedException {
        if (Files.exists(folder.resolve("node_modules/standardwebhooks/package.json"))) {
            return true;
        }
        try {
            run(folder, "npm", "install", "--no-audit", "--no-fund", "--prefix", ".", "standardwebhooks@1.0.0");
            return Files.exists(folder.resolve("node_modules/standardwebhooks/package.json"));
        } catch (IOException noNode) {
            return false;
        }
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(folder.resolve("said.txt"));
    }

    private Reply anEndpoint(String topic) {
        return anEndpoint(FIRM, sink, topic);
    }

    private static Reply anEndpoint(Firm firm, Sink at, String topic) {
        return firm.owner()
                .post("/v1/webhook-endpoints", json("{'url': '%s', 'topics': ['%s']}", at.url(), topic))
                .is(201);
    }

    private static String path(Reply endpoint) {
        return "/v1/webhook-endpoints/" + endpoint.textAt("/id");
    }
}
