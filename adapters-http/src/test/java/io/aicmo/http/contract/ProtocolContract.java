package io.aicmo.http.contract;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What holds for every call: credentials, idempotency, methods, headers, documents. */
public interface ProtocolContract {
    Api api();

    // -- users' tokens --

    @Test
    default void aUsersTokenOpensItsTenant() {
        Firm firm = api().aFirm();

        assertThat(firm.user("viewer").get("/v1/leads").is(200).at("/data/0/id").asString())
                .isEqualTo(firm.id("lead"));
        api().bearer(api().jwt(Map.of("org_id", firm.id("tenant"), "role", "viewer")))
                .get("/v1/leads")
                .is(200);
    }

    @Test
    default void aTokenThatIsNotInItsTimeIsRefused() {
        Firm firm = api().aFirm();
        Date past = Date.from(Instant.now().minusSeconds(90));
        Date soon = Date.from(Instant.now().plusSeconds(90));

        withClaims(firm, Map.of("exp", past)).get("/v1/leads").is(401);
        withClaims(firm, Map.of("nbf", soon)).get("/v1/leads").is(401);
        // A minute of skew is forgiven.
        withClaims(firm, Map.of("exp", Date.from(Instant.now().minusSeconds(20))))
                .get("/v1/leads")
                .is(200);
        withClaims(firm, Map.of("nbf", Date.from(Instant.now().plusSeconds(20))))
                .get("/v1/leads")
                .is(200);
    }

    private Client withClaims(Firm firm, Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(Map.of("tenant_id", firm.id("tenant"), "role", "owner"));
        all.putAll(claims);
        return api().bearer(api().jwt(all));
    }

    @Test
    default void aTokenMustSayWhoAndWhatAndForWhom() {
        Firm firm = api().aFirm();

        withClaims(firm, Map.of("role", "emperor")).get("/v1/leads").is(401);
        withClaims(firm, Map.of("role", List.of("owner"))).get("/v1/leads").is(401);
        withClaims(firm, Map.of("sub", "not-a-uuid")).get("/v1/leads").is(401);
        withClaims(firm, Map.of("tenant_id", "not-a-uuid")).get("/v1/leads").is(401);
        withClaims(firm, Map.of("tenant_id", UUID.randomUUID().toString()))
                .get("/v1/leads")
                .is(401);
        withClaims(firm, Map.of("workspace_ids", List.of("x"))).get("/v1/leads").is(401);
        withClaims(firm, Map.of("workspace_ids", "x")).get("/v1/leads").is(401);
        api().bearer(api().jwt(Map.of("role", "owner"))).get("/v1/leads").is(401);
    }

    @Test
    default void aTokenIsBelievedForItsSignatureAlone() {
        Firm firm = api().aFirm();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(UUID.randomUUID().toString())
                .claim("tenant_id", firm.id("tenant"))
                .claim("role", "owner")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
        String good = api().jwt(Map.of("tenant_id", firm.id("tenant"), "role", "owner"));
        String[] parts = good.split("\\.");
        String otherPayload = api().jwt(Map.of("tenant_id", firm.id("tenant"), "role", "viewer"))
                .split("\\.")[1];

        api().bearer(new PlainJWT(claims).serialize()).get("/v1/leads").is(401);
        api().bearer(Api.sign(
                        new JWSHeader(JWSAlgorithm.HS256), claims, "another secret that is long enough for HS256"))
                .get("/v1/leads")
                .is(401);
        api().bearer(parts[0] + "." + otherPayload + "." + parts[2])
                .get("/v1/leads")
                .is(401);
        api().bearer(parts[0] + "." + parts[1] + ".").get("/v1/leads").is(401);
        api().bearer(good + "x").get("/v1/leads").is(401);
    }

    @Test
    default void aUserEntersOnlyTheWorkspacesOfTheToken() {
        Firm firm = api().aFirm();
        Client elsewhere = withClaims(
                firm, Map.of("workspace_ids", List.of(UUID.randomUUID().toString())));

        elsewhere.get("/v1/leads/" + firm.id("lead")).is(403);
        assertThat(elsewhere.get("/v1/leads").is(200).at("/data").isEmpty()).isTrue();
        withClaims(firm, Map.of("workspace_ids", List.of(firm.id("workspace"))))
                .get("/v1/leads/" + firm.id("lead"))
                .is(200);
    }

    // -- API keys --

    @Test
    default void aRevokedKeyIsRefusedWithinASecondAndStaysListed() {
        Firm firm = api().aFirm();
        Reply issued = firm.owner()
                .post("/v1/api-keys", json("{'name': 'old', 'role': 'viewer'}"))
                .is(201);
        Client old = api().bearer(issued.textAt("/api_key"));
        old.get("/v1/leads").is(200);

        firm.owner().delete("/v1/api-keys/" + issued.textAt("/id")).is(204);
        Instant revoked = Instant.now();

        assertThat(lastAccepted(old)).isBefore(revoked.plusSeconds(1));
        assertThat(firm.owner()
                        .get("/v1/api-keys/" + issued.textAt("/id"))
                        .is(200)
                        .at("/revoked_at")
                        .isNull())
                .isFalse();
        firm.owner().post("/v1/api-keys/" + issued.textAt("/id") + "/revoke").is(200);
    }

    @Test
    default void anExpiredKeyIsRefusedAndOneCannotBeIssuedExpired() {
        Firm firm = api().aFirm();
        Instant end = Instant.now().plusSeconds(2);
        Client passing = api().bearer(firm.owner()
                .post("/v1/api-keys", json("{'name': 'k', 'role': 'viewer', 'expires_at': '%s'}", end))
                .is(201)
                .textAt("/api_key"));

        passing.get("/v1/leads").is(200);

        assertThat(lastAccepted(passing)).isBefore(end);
        assertThat(Instant.now()).isAfterOrEqualTo(end);
        firm.owner()
                .post("/v1/api-keys", json("{'name': 'k', 'role': 'viewer', 'expires_at': '2020-01-01T00:00:00Z'}"))
                .refuses(422, "/expires_at");
    }

    /** When the last call began that this credential was good for. It must end within ten seconds. */
    private static Instant lastAccepted(Client caller) {
        Instant first = Instant.now();
        Instant accepted = first;
        Instant begun = first;
        int status = caller.get("/v1/leads").status();
        while (status == 200 && begun.isBefore(first.plusSeconds(10))) {
            accepted = begun;
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            begun = Instant.now();
            status = caller.get("/v1/leads").status();
        }
        assertThat(status).isEqualTo(401);
        return accepted;
    }

    @Test
    default void aKeyMayDoNoMoreThanItsIssuer() {
        Firm firm = api().aFirm();

        firm.key("admin", "")
                .post("/v1/api-keys", json("{'name': 'k', 'role': 'owner'}"))
                .is(403);
        firm.key("admin", "")
                .post("/v1/api-keys", json("{'name': 'k', 'role': 'manager'}"))
                .is(201);
    }

    // -- idempotency --

    @Test
    default void theSameKeyIsAnsweredTheSameAndDoneOnce() {
        Firm firm = api().aFirm();
        Client caller = firm.owner().with("Idempotency-Key", "order-1");
        String body = json("{'lead_id': '%s', 'body': 'once'}", firm.id("lead"));

        Reply first = caller.post("/v1/notes", body).is(201);
        Reply again = caller.post("/v1/notes", body).is(201);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(firm.owner().get("/v1/notes").at("/data").size()).isEqualTo(2);
    }

    @Test
    default void aSecretThatIsShownOnceIsShownAgainToWhoeverAsksAgain() {
        Firm firm = api().aFirm();
        Map<String, String> asked = Map.of(
                "/v1/api-keys", json("{'name': 'k', 'role': 'rep'}"),
                "/v1/form-tokens", json("{'workspace_id': '%s'}", firm.id("workspace")),
                "/v1/webhook-sources", json("{'provider': 'generic'}"));
        asked.forEach((path, body) -> {
            Client caller = firm.owner().with("Idempotency-Key", path);

            Reply first = caller.post(path, body).is(201);
            Reply again = caller.post(path, body).is(201);

            assertThat(again.text()).isEqualTo(first.text());
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        });
    }

    @Test
    default void aKeyIsForOneRequestOfOneCredential() {
        Firm firm = api().aFirm();
        String body = json("{'lead_id': '%s', 'body': 'x'}", firm.id("lead"));
        Client caller = firm.owner().with("Idempotency-Key", "k");
        caller.post("/v1/notes", body).is(201);

        caller.post("/v1/notes", body.replace("\"x\"", "\"y\"")).is(422);
        caller.post("/v1/contacts", json("{'email': 'k@example.com'}")).is(422);
        firm.key("manager", "")
                .with("Idempotency-Key", "k")
                .post("/v1/notes", body.replace("\"x\"", "\"y\""))
                .is(201);
    }

    @Test
    default void aRefusalIsNotRemembered() {
        Firm firm = api().aFirm();
        Client caller = firm.owner().with("Idempotency-Key", "again");

        caller.post("/v1/notes", json("{'lead_id': '%s', 'body': 'x'}", UUID.randomUUID()))
                .is(422);
        caller.post("/v1/notes", json("{'lead_id': '%s', 'body': 'x'}", firm.id("lead")))
                .is(201);
    }

    @Test
    default void anEventWithAKeyIsRecordedInTheAnswersTransaction() {
        Firm firm = api().aFirm();
        Client caller = firm.owner().with("Idempotency-Key", "event-1");
        String event = firm.eventJson("clicked", "idem");

        Reply first = caller.post("/v1/channel-events", event).is(201);

        assertThat(caller.post("/v1/channel-events", event).is(201).text()).isEqualTo(first.text());
        assertThat(firm.owner()
                        .post("/v1/channel-events", event)
                        .is(200)
                        .at("/duplicate")
                        .booleanValue())
                .isTrue();
    }

    @Test
    default void manyAtOnceWithOneKeyAreDoneOnce() throws Exception {
        Firm firm = api().aFirm();
        Client caller = firm.owner().with("Idempotency-Key", "crowd");
        String body = json("{'lead_id': '%s', 'body': 'crowd'}", firm.id("lead"));
        List<Integer> statuses = atOnce(12, () -> caller.post("/v1/notes", body).status());

        assertThat(statuses).contains(201).allMatch(status -> status == 201 || status == 409);
        assertThat(firm.owner().get("/v1/notes").at("/data").size()).isEqualTo(2);
    }

    @Test
    default void twoAtOnceWithOneProviderEventIdAreOneNewAndOneDuplicate() throws Exception {
        Firm firm = api().aFirm();
        String event = firm.eventJson("opened", "at once");

        List<Integer> statuses =
                atOnce(8, () -> firm.owner().post("/v1/channel-events", event).status());

        assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 200);
    }

    private static <T> List<T> atOnce(int callers, Callable<T> call) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                calls.add(call);
            }
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
        }
        return results;
    }

    // -- methods, paths, headers --

    @Test
    default void anUnknownPathIsNotFoundAndAWrongMethodSaysWhichAreRight() {
        Client owner = api().aFirm().owner();

        owner.get("/v1/unicorns").is(404);
        owner.get("/").is(404);
        assertThat(owner.delete("/v1/leads").is(405).header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        assertThat(owner.get("/v1/leads/upsert").is(405).header("Allow")).isEqualTo("OPTIONS, POST");
        owner.call("PUT", "/v1/leads", "{}").is(405);
    }

    @Test
    default void headIsGetWithoutABody() {
        Firm firm = api().aFirm();
        String path = "/v1/leads/" + firm.id("lead");

        Reply head = firm.owner().call("HEAD", path, null).is(200);

        assertThat(head.body()).isEmpty();
        assertThat(head.header("ETag"))
                .isEqualTo(firm.owner().get(path).is(200).header("ETag"))
                .isNotEmpty();
        firm.owner().call("HEAD", "/v1/leads/" + UUID.randomUUID(), null).is(404);
        api().anyone().call("HEAD", path, null).is(401);
    }

    @Test
    default void optionsTellsWhatAPathTakes() {
        Reply options = api().anyone().call("OPTIONS", "/v1/leads", null).is(204);

        assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        assertThat(options.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    default void aBrowserMaySubmitAFormFromItsOwnOriginOnly() {
        Firm firm = api().aFirm();
        String token = firm.owner()
                .post(
                        "/v1/form-tokens",
                        json(
                                "{'workspace_id': '%s', 'allowed_origins': ['https://www.example.com']}",
                                firm.id("workspace")))
                .is(201)
                .textAt("/token");
        Client page = api().anyone().with("X-Form-Token", token);
        String path = "/functions/v1/landing-form-submit";
        String body = json("{'email': 'visitor@example.com'}");

        Reply preflight = api().anyone()
                .with("Origin", "https://www.example.com")
                .with("Access-Control-Request-Method", "POST")
                .call("OPTIONS", path, null)
                .is(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://www.example.com");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("X-Form-Token");
        assertThat(page.with("Origin", "https://www.example.com")
                        .post(path, body)
                        .is(201)
                        .header("Access-Control-Allow-Origin"))
                .isEqualTo("https://www.example.com");
        page.with("Origin", "https://evil.example.com").post(path, body).is(403);
        page.post(path, body).is(201);
    }

    @Test
    default void aRequestIdIsTakenWhereItIsSaneAndMadeOtherwise() {
        Client anyone = api().anyone();

        assertThat(anyone.with("X-Request-Id", "abc-123").get("/health/live").header("X-Request-Id"))
                .isEqualTo("abc-123");
        assertThat(anyone.with("X-Request-Id", "a b<script>")
                        .get("/health/live")
                        .header("X-Request-Id"))
                .isNotEmpty()
                .doesNotContain("<");
        assertThat(anyone.with("X-Request-Id", "abc-124")
                        .get("/nothing")
                        .is(404)
                        .textAt("/request_id"))
                .isEqualTo("abc-124");
    }

    @Test
    default void aTraceIsPassedOn() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        assertThat(api().anyone().with("traceparent", trace).get("/health/live").header("traceparent"))
                .isEqualTo(trace);
        assertThat(api().anyone()
                        .with("traceparent", "nonsense")
                        .get("/health/live")
                        .header("traceparent"))
                .isEmpty();
    }

    @Test
    default void everyAnswerCarriesSecurityHeadersAndNoVersionOfTheServer() {
        for (String path : List.of("/health/live", "/nothing", "/v1/leads", "/docs")) {
            Reply reply = api().anyone().get(path);
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
            assertThat(reply.headers().map()).doesNotContainKeys("server", "x-powered-by");
        }
    }

    @Test
    default void allFieldErrorsAreToldAtOnce() {
        Firm firm = api().aFirm();

        Reply reply = firm.owner()
                .post(
                        "/v1/channel-events",
                        json("{'channel': 7, 'email': 'x', 'occurred_at': 'yesterday', 'colour': 'red'}"))
                .is(422);

        assertThat(reply.pointers())
                .contains(
                        "/channel",
                        "/email",
                        "/occurred_at",
                        "/colour",
                        "/activity_type",
                        "/provider",
                        "/provider_event_id");
    }

    @Test
    default void timesThatCannotBeRightAreRefused() {
        Firm firm = api().aFirm();
        for (String time : List.of(
                "2999-01-01T00:00:00Z", "1815-12-10T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z")) {
            String event = firm.eventJson("opened", "t").replace("}", ", \"occurred_at\": \"" + time + "\"}");
            firm.owner().post("/v1/channel-events", event).refuses(422, "/occurred_at");
        }
        String offset = firm.eventJson("opened", "o").replace("}", ", \"occurred_at\": \"2026-01-01T01:00:00+02:00\"}");
        firm.owner().post("/v1/channel-events", offset).is(201);
    }

    @Test
    default void aBodyOfUnknownLengthIsLimitedAsWell() {
        Firm firm = api().aFirm();
        HttpRequest request = api().request("POST", "/v1/contacts")
                .header("Authorization", "Bearer " + firm.ownerKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[1024 * 1024 + 10])))
                .build();

        api().exchange(request).is(413);
    }

    // -- documents --

    @Test
    default void everyReferenceOfTheDocumentLeadsSomewhere() {
        String document = api().anyone().get("/openapi.json").is(200).text();
        var found = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"").matcher(document);
        int references = 0;
        while (found.find()) {
            references++;
            assertThat(Reply.JSON.readTree(document).at(found.group(1)).isObject())
                    .as(found.group(1))
                    .isTrue();
        }
        assertThat(references).isPositive();
    }

    @Test
    default void theDocumentationNeedsNothingFromElsewhere() {
        Reply page = api().anyone().with("Accept", "text/html").get("/docs").is(200);

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text())
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("//unpkg");
        assertThat(api().anyone().get("/docs/swagger-ui-bundle.js").is(200).body().length)
                .isGreaterThan(500_000);
        assertThat(api().anyone().get("/docs/swagger-ui.css").is(200).header("Content-Type"))
                .startsWith("text/css");
        assertThat(api().anyone().get("/docs/start.js").is(200).text()).contains("/openapi.json");
    }

    @Test
    default void healthAndFiguresAreThereForWhoeverRunsIt() {
        api().anyone().get("/health/live").is(200);
        api().anyone().get("/health/ready").is(200);
        api().aFirm();

        String figures = api().anyone().get("/metrics").is(200).text();

        assertThat(figures)
                .contains("http_server_requests_seconds_count{method=\"POST\",route=\"/v1/leads\",status=\"201\"}")
                .contains("jvm_memory_used_bytes");
    }
}
