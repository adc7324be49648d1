package io.aicmo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aicmo.domain.crm.ActivityType;
import io.aicmo.domain.crm.Channel;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Firm;
import io.aicmo.http.contract.Reply;
import io.aicmo.port.Actor;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.Unavailable;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.inmemory.InMemory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class ServerTest {

    /** Transactions that do something else when they are told to. */
    private static final class Interposed implements Transactions {
        private final Transactions real;
        private volatile Runnable before = () -> {};

        Interposed(Transactions real) {
            this.real = real;
        }

        @Override
        public <T> T read(Actor actor, Function<Tx, T> work) {
            before.run();
            return real.read(actor, work);
        }

        @Override
        public <T> T write(Actor actor, Function<Tx, T> work) {
            return real.write(actor, work);
        }
    }

    private static Hexagon with(InMemory memory, Transactions transactions) {
        return with(memory, transactions, spine -> spine);
    }

    private static Hexagon with(InMemory memory, Transactions transactions, UnaryOperator<SpineStore> spine) {
        Hexagon plain = MemoryServer.hexagon(memory, InstantSource.system());
        return new Hexagon(
                transactions,
                plain.records(),
                plain.vault(),
                plain.tenants(),
                plain.credentials(),
                spine.apply(plain.spine()),
                plain.leads(),
                plain.steps(),
                plain.performance(),
                plain.jobs(),
                plain.schedules(),
                plain.streams(),
                plain.listeners(),
                plain.workflowActions(),
                plain.idempotency(),
                plain.agents(),
                plain.agentRuns(),
                plain.modes(),
                plain.channels(),
                plain.providers(),
                plain.messaging(),
                plain.webhookSender(),
                plain.random(),
                plain.ids(),
                plain.clock());
    }

    @Test
    void aFailureIsToldInGeneralAndFoundByItsRequestId() {
        InMemory memory = new InMemory();
        Interposed transactions = new Interposed(memory.transactions());
        try (Server server =
                MemoryServer.start(settings -> settings, with(memory, transactions), Server.Operations.none())) {
            Firm firm = MemoryServer.api(server).aFirm();
            transactions.before = () -> {
                throw new IllegalStateException("the secret plan of the database");
            };

            Reply reply = firm.owner().get("/v1/leads").is(500);

            assertThat(reply.text()).doesNotContain("secret plan");
            assertThat(reply.textAt("/request_id")).isNotEmpty();
        }
    }

    @Test
    void aStoreThatIsBusySaysWhenToComeBack() {
        InMemory memory = new InMemory();
        Interposed transactions = new Interposed(memory.transactions());
        try (Server server =
                MemoryServer.start(settings -> settings, with(memory, transactions), Server.Operations.none())) {
            Firm firm = MemoryServer.api(server).aFirm();
            transactions.before = () -> {
                throw new Unavailable("too much is waiting", Duration.ofMillis(2_500));
            };

            assertThat(firm.owner().get("/v1/leads").is(503).header("Retry-After"))
                    .isEqualTo("3");
        }
    }

    @Test
    void whileTooMuchIsWaitingEventsAreRefusedBeforeTheyAreRead() {
        AtomicBoolean busy = new AtomicBoolean();
        InMemory memory = new InMemory();
        Hexagon hexagon = with(memory, memory.transactions(), spine -> busyWhile(busy, spine));
        try (Server server = MemoryServer.start(settings -> settings, hexagon, Server.Operations.none())) {
            Firm firm = MemoryServer.api(server).aFirm();
            firm.event("opened").is(201);

            busy.set(true);
            Reply one = firm.owner().post("/v1/channel-events", "[").is(503);
            Reply many = firm.owner().post("/v1/channel-events/batch", "[").is(503);

            assertThat(one.header("Retry-After")).isEqualTo("1");
            assertThat(many.header("Retry-After")).isEqualTo("1");
            firm.owner().get("/v1/leads").is(200);
            busy.set(false);
            firm.owner().post("/v1/channel-events", "[").is(400);
        }
    }

    private static SpineStore busyWhile(AtomicBoolean busy, SpineStore spine) {
        return (SpineStore) Proxy.newProxyInstance(
                SpineStore.class.getClassLoader(),
                new Class<?>[] {SpineStore.class},
                (proxy, method, arguments) ->
                        method.getName().equals("isBusy") ? busy.get() : method.invoke(spine, arguments));
    }

    @Test
    void aServerIsReadyOnlyWhileAllThatItNeedsWorks() {
        boolean[] works = {true};
        Server.Operations operations = new Server.Operations(
                Map.of("database", () -> {
                    if (!works[0]) {
                        throw new IllegalStateException("no connection to 10.1.2.3");
                    }
                    return "1 ms";
                }),
                registry -> registry.gauge("aicmo.spine.queue", 7));
        Hexagon hexagon = MemoryServer.hexagon(new InMemory(), InstantSource.system());
        try (Server server = MemoryServer.start(settings -> settings, hexagon, operations)) {
            Api api = MemoryServer.api(server);
            assertThat(api.anyone().get("/health/ready").is(200).textAt("/checks/database"))
                    .isEqualTo("1 ms");

            works[0] = false;

            Reply reply = api.anyone().get("/health/ready").is(503);
            assertThat(reply.textAt("/checks/database")).isEqualTo("down");
            assertThat(reply.text()).doesNotContain("10.1.2.3");
            api.anyone().get("/health/live").is(200);
            assertThat(api.anyone().get("/metrics").text()).contains("aicmo_spine_queue 7");
        }
    }

    @Test
    void whatAServerLacksIsLoggedWhenThatChangesAndNotWheneverSomebodyLooks() {
        boolean[] works = {false};
        Server.Operations operations = new Server.Operations(
                Map.of("database", () -> {
                    if (!works[0]) {
                        throw new IllegalStateException("no connection");
                    }
                    return "1 ms";
                }),
                registry -> {});
        Hexagon hexagon = MemoryServer.hexagon(new InMemory(), InstantSource.system());
        try (Server server = MemoryServer.start(settings -> settings, hexagon, operations);
                Logged logged = new Logged()) {
            Api api = MemoryServer.api(server);
            for (boolean state : new boolean[] {false, false, true, true, false, false}) {
                works[0] = state;
                api.anyone().get("/health/ready").is(state ? 200 : 503);
            }

            assertThat(logged.lines("not ready: database")).hasSize(2);
        }
    }

    @Test
    void whatWasAcceptedEndsBeforeTheServerStops() throws Exception {
        InMemory memory = new InMemory();
        Interposed transactions = new Interposed(memory.transactions());
        Server server = MemoryServer.start(settings -> settings, with(memory, transactions), Server.Operations.none());
        Firm firm = MemoryServer.api(server).aFirm();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        transactions.before = () -> {
            inside.countDown();
            await(mayGoOn);
        };
        HttpClient http = HttpClient.newHttpClient();
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                HttpRequest.newBuilder(server.url().resolve("/v1/leads"))
                        .header("Authorization", "Bearer " + firm.ownerKey())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        await(inside);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        // Longer than the second after which idle connections are closed.
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> stopped.get(2_000, TimeUnit.MILLISECONDS));
        mayGoOn.countDown();

        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        stopped.get(20, TimeUnit.SECONDS);
    }

    @Test
    void stoppingDoesNotWaitForever() throws Exception {
        InMemory memory = new InMemory();
        Interposed transactions = new Interposed(memory.transactions());
        Server server = MemoryServer.start(
                settings -> settings.stoppingWithin(Duration.ofMillis(300)),
                with(memory, transactions),
                Server.Operations.none());
        Firm firm = MemoryServer.api(server).aFirm();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        transactions.before = () -> {
            inside.countDown();
            await(never);
        };
        CompletableFuture<HttpResponse<String>> answer = HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(server.url().resolve("/v1/leads"))
                                .header("Authorization", "Bearer " + firm.ownerKey())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        await(inside);

        CompletableFuture.runAsync(server::close).get(20, TimeUnit.SECONDS);

        never.countDown();
        assertThat(answer.handle((response, failure) -> true).get(20, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void pagesOfAllowedOriginsMayCallAndOthersMayNot() {
        try (Server server = MemoryServer.start(settings -> settings.allowing(List.of("https://app.example.com")))) {
            Api api = MemoryServer.api(server);
            Reply allowed = api.anyone()
                    .with("Origin", "https://app.example.com")
                    .call("OPTIONS", "/v1/leads/" + new LeadId(UUID.randomUUID()), null)
                    .is(204);
            Reply other = api.anyone()
                    .with("Origin", "https://evil.example.com")
                    .call("OPTIONS", "/v1/leads", null)
                    .is(204);

            assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
            assertThat(allowed.header("Access-Control-Allow-Methods")).contains("PATCH");
            assertThat(allowed.header("Access-Control-Allow-Headers")).contains("Authorization");
            assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
            // A refusal can be read by the page as well.
            assertThat(api.anyone()
                            .with("Origin", "https://app.example.com")
                            .get("/v1/leads")
                            .is(401)
                            .header("Access-Control-Allow-Origin"))
                    .isEqualTo("https://app.example.com");
        }
    }

    @Test
    void webhookUrlsBeginAsTheWorldReachesTheServer() {
        try (Server server = MemoryServer.start(settings -> settings.reachedAt("https://cmo.example.com"))) {
            assertThat(MemoryServer.api(server)
                            .aFirm()
                            .owner()
                            .post("/v1/webhook-sources", "{\"provider\": \"generic\"}")
                            .is(201)
                            .textAt("/url"))
                    .startsWith("https://cmo.example.com/functions/v1/email-webhook?source=");
        }
    }

    @Test
    void whatIsNoHttpIsRefusedAsAProblemWithoutAWordAboutTheServer() throws IOException {
        try (Server server = MemoryServer.start(settings -> settings)) {
            for (String request : List.of(
                    "nonsense\r\n\r\n",
                    "GET / HTTP/1.1\r\nbad header\r\n\r\n",
                    "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                    "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
                    "GET /v1/leads/..%2f..%2fetc HTTP/1.1\r\nHost: a\r\n\r\n",
                    "BREW /v1/leads HTTP/1.1\r\nHost: a\r\n\r\n",
                    "POST /v1/leads HTTP/1.1\r\nHost: a\r\nContent-Length: abc\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n")) {
                String answer = raw(server, request);
                assertThat(answer).as(request).startsWith("HTTP/1.1 4");
                assertThat(answer.toLowerCase(Locale.ROOT))
                        .as(request)
                        .contains("application/problem+json")
                        .doesNotContain("jetty")
                        .doesNotContain("javalin")
                        .doesNotContain("<html");
            }
        }
    }

    @Test
    void whoSendsABodyDropByDropIsCutOff() throws IOException {
        try (Server server = MemoryServer.start(settings -> new Settings(
                settings.host(),
                settings.port(),
                null,
                settings.bootstrapToken(),
                settings.serviceToken(),
                settings.jwt(),
                List.of(),
                settings.perMinute(),
                settings.maxBodyBytes(),
                Duration.ofMillis(500),
                settings.shutdownGrace()))) {
            Firm firm = MemoryServer.api(server).aFirm();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoTimeout(10_000);
                OutputStream out = socket.getOutputStream();
                out.write(ascii("POST /v1/contacts HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer " + firm.ownerKey() + "\r\nContent-Length: 1000\r\n\r\n{"));
                Instant begin = Instant.now();

                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(answer).startsWith("HTTP/1.1 4");
                assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(8));
            }
        }
    }

    @Test
    void aChannelThatIsDeclaredHasAWebhookAtOnce() {
        Hexagon plain = MemoryServer.hexagon(new InMemory(), InstantSource.system());
        Hexagon withWhatsApp = new Hexagon(
                plain.transactions(),
                plain.records(),
                plain.vault(),
                plain.tenants(),
                plain.credentials(),
                plain.spine(),
                plain.leads(),
                plain.steps(),
                plain.performance(),
                plain.jobs(),
                plain.schedules(),
                plain.streams(),
                plain.listeners(),
                plain.workflowActions(),
                plain.idempotency(),
                plain.agents(),
                plain.agentRuns(),
                plain.modes(),
                Channels.catalogue().with(Channel.of("whatsapp", ActivityType.activity("whatsapp_replied"))),
                plain.providers(),
                plain.messaging(),
                plain.webhookSender(),
                plain.random(),
                plain.ids(),
                plain.clock());

        assertThat(new Server(MemoryServer.settings(), withWhatsApp, Server.Operations.none()).routes())
                .extracting(Route::path)
                .contains("/functions/v1/whatsapp-webhook", "/functions/v1/landing-page-webhook")
                .doesNotContain("/functions/v1/crm-webhook");
    }

    @Test
    void aTenantThatDoesNotExistHasNoUsers() {
        Api api = MemoryServer.shared();

        api.bearer(api.jwt(Map.of("tenant_id", new TenantId(UUID.randomUUID()).toString(), "role", "owner")))
                .get("/v1/tenant")
                .is(401);
    }

    private static String raw(Server server, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(ascii(request));
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
