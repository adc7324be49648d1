package io.aicmo.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.aicmo.http.Route;
import io.aicmo.http.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A running server, and what its contracts need to know of it. Every answer that comes through here is held against the
 * server's own OpenAPI document.
 *
 * <p>The server must be started with this bootstrap token and HS256 secret, without issuer and audience, know the
 * provider {@code generic} and all built-in channels, and have rate limits that tests don't reach.
 */
public final class Api {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Server server;
    private final String bootstrapToken;
    private final @Nullable Aside aside;
    private final String jwtSecret;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final OpenApiCheck openApi;

    /** One whose tenants have no event that was set aside. */
    public Api(Server server, String bootstrapToken, String jwtSecret) {
        this(server, bootstrapToken, jwtSecret, null);
    }

    /** @param aside sets events aside, which cannot be done over HTTP */
    public Api(Server server, String bootstrapToken, String jwtSecret, @Nullable Aside aside) {
        this.server = server;
        this.aside = aside;
        this.bootstrapToken = bootstrapToken;
        this.jwtSecret = jwtSecret;
        this.openApi = OpenApiCheck.of(
                server.routes(), send(request("GET", "/openapi.json")).text());
    }

    /** The id of an event of a workspace that was set aside for nobody who is there, where that can be done. */
    Optional<String> setsAside(String tenant, String workspace) {
        return Optional.ofNullable(aside).map(able -> able.event(tenant, workspace));
    }

    public URI url(String path) {
        return URI.create(server.url() + path);
    }

    public String bootstrapToken() {
        return bootstrapToken;
    }

    /** The service itself, which has a token of its own. */
    public Client service() {
        return bearer(serviceToken(bootstrapToken));
    }

    /** The service token that a server has whose bootstrap token is this. */
    public static String serviceToken(String bootstrapToken) {
        return bootstrapToken + "-of-the-service";
    }

    public List<Route> routes() {
        return server.routes();
    }

    OpenApiCheck openApi() {
        return openApi;
    }

    /** A caller without a credential. */
    public Client anyone() {
        return new Client(this, Map.of());
    }

    /** A caller with a bearer token. */
    public Client bearer(String token) {
        return new Client(this, Map.of("Authorization", "Bearer " + token));
    }

    /** A new tenant with one of everything. */
    public Firm aFirm() {
        return aFirm("UTC");
    }

    /** A new tenant somewhere, with one of everything. */
    public Firm aFirm(String timeZone) {
        String name =
                "firm" + COUNT.incrementAndGet() + UUID.randomUUID().toString().substring(0, 6);
        return new Firm(this, name, timeZone);
    }

    /** A user's token that is valid for an hour. */
    public String jwt(Map<String, Object> claims) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("sub", UUID.randomUUID().toString());
        all.put("exp", Date.from(Instant.now().plus(Duration.ofHours(1))));
        all.putAll(claims);
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        all.forEach(set::claim);
        return sign(new JWSHeader(JWSAlgorithm.HS256), set.build(), jwtSecret);
    }

    static String sign(JWSHeader header, JWTClaimsSet claims, String secret) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(url(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30));
    }

    /** Sends a request and checks that the answer is one that the document describes. */
    Reply exchange(HttpRequest request) {
        Reply reply = send(request);
        openApi.check(request.method(), request.uri().getRawPath(), reply);
        return reply;
    }

    /** Opens a stream of events. */
    Listening listen(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            return new Listening(response);
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Reply send(HttpRequest.Builder request) {
        return send(request.build());
    }

    private Reply send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(
                    request.method() + " " + request.uri(),
                    response.statusCode(),
                    response.headers(),
                    Objects.requireNonNull(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
