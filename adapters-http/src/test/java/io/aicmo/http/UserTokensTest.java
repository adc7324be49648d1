package io.aicmo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Forbidden;
import io.aicmo.port.Unavailable;
import io.aicmo.port.contract.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class UserTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final String SECRET = "a secret that is long enough for HMAC with SHA-256";
    private static final UUID TENANT = UUID.randomUUID();

    private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> more) {
        return more.apply(new JWTClaimsSet.Builder()
                        .subject(UUID.randomUUID().toString())
                        .claim("tenant_id", TENANT.toString())
                        .claim("role", "rep")
                        .expirationTime(Date.from(NOW.plusSeconds(300))))
                .build();
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String hs256(JWTClaimsSet claims) throws JOSEException {
        return signed(
                new JWSHeader(JWSAlgorithm.HS256), claims, new MACSigner(SECRET.getBytes(StandardCharsets.UTF_8)));
    }

    private static UserTokens tokens(Settings.Jwt jwt) {
        return new UserTokens(jwt, InstantSource.fixed(NOW));
    }

    private static void refuses(UserTokens tokens, String token) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> tokens.verify(token))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(401));
    }

    @Test
    void aTokenForUsByOurIssuerIsBelieved() throws Exception {
        UserTokens tokens = tokens(new Settings.Jwt.Secret(SECRET, "https://issuer", "aicmo"));

        var actor = tokens.verify(
                hs256(claims(builder -> builder.issuer("https://issuer").audience("aicmo"))));

        assertThat(actor.tenant().value()).isEqualTo(TENANT);
    }

    @Test
    void aTokenOfAnotherIssuerOrForAnotherAudienceIsRefused() throws Exception {
        UserTokens tokens = tokens(new Settings.Jwt.Secret(SECRET, "https://issuer", "aicmo"));

        refuses(tokens, hs256(claims(builder -> builder.issuer("https://other").audience("aicmo"))));
        refuses(tokens, hs256(claims(builder -> builder.issuer("https://issuer").audience("other"))));
        refuses(tokens, hs256(claims(builder -> builder.issuer("https://issuer"))));
        refuses(tokens, hs256(claims(builder -> builder.audience("aicmo"))));
    }

    @Test
    void aTokenThatNeverEndsIsRefused() throws Exception {
        refuses(
                tokens(new Settings.Jwt.Secret(SECRET, null, null)),
                hs256(claims(builder -> builder.expirationTime(null))));
    }

    @Test
    void aTokenWithoutWorkspacesEntersAllAndOneThatListsNoneEntersNone() throws Exception {
        UserTokens tokens = tokens(new Settings.Jwt.Secret(SECRET, null, null));
        WorkspaceId one = new WorkspaceId(UUID.randomUUID());
        WorkspaceId other = new WorkspaceId(UUID.randomUUID());

        Actor all = tokens.verify(hs256(claims(builder -> builder)));
        Actor some = tokens.verify(hs256(claims(builder -> builder.claim("workspace_ids", List.of(one.toString())))));

        assertThat(all.mayEnter(one)).isTrue();
        assertThat(some.mayEnter(one)).isTrue();
        assertThat(some.mayEnter(other)).isFalse();
        String none = hs256(claims(builder -> builder.claim("workspace_ids", List.of())));
        assertThatExceptionOfType(Forbidden.class).isThrownBy(() -> tokens.verify(none));
    }

    @Test
    void theAlgorithmIsTheConfiguredOneWhateverTheTokenSays() throws Exception {
        UserTokens tokens = tokens(new Settings.Jwt.Secret(SECRET, null, null));
        String longSecret = SECRET + SECRET;

        refuses(
                tokens(new Settings.Jwt.Secret(longSecret, null, null)),
                signed(
                        new JWSHeader(JWSAlgorithm.HS512),
                        claims(builder -> builder),
                        new MACSigner(longSecret.getBytes(StandardCharsets.UTF_8))));
        refuses(tokens, "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.");
    }

    @Test
    void keysComeFromTheKeySetAndAreNotFetchedEachTime() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ECKey ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        AtomicInteger fetched = new AtomicInteger();
        HttpServer keys = serving(new JWKSet(List.of(rsa, ec)), fetched);
        try {
            URI url = URI.create("http://127.0.0.1:" + keys.getAddress().getPort() + "/jwks");
            UserTokens byRsa = tokens(new Settings.Jwt.KeySet(url, "RS256", null, null));
            UserTokens byEc = tokens(new Settings.Jwt.KeySet(url, "ES256", null, null));
            String rsaToken = signed(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(),
                    claims(builder -> builder),
                    new RSASSASigner(rsa));
            String ecToken = signed(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(),
                    claims(builder -> builder),
                    new ECDSASigner(ec));

            for (int i = 0; i < 5; i++) {
                assertThat(byRsa.verify(rsaToken).tenant().value()).isEqualTo(TENANT);
                assertThat(byEc.verify(ecToken).tenant().value()).isEqualTo(TENANT);
            }

            assertThat(fetched).hasValue(2);
            refuses(byRsa, ecToken);
            refuses(byEc, rsaToken);
            // The classic confusion: the public key as the secret of an HMAC.
            refuses(
                    byRsa,
                    signed(
                            new JWSHeader.Builder(JWSAlgorithm.HS256)
                                    .keyID("rsa")
                                    .build(),
                            claims(builder -> builder),
                            new MACSigner(rsa.toRSAPublicKey().getEncoded())));
        } finally {
            keys.stop(0);
        }
    }

    @Test
    void aKeySetThatCannotBeHadLetsNobodyIn() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        UserTokens tokens = tokens(new Settings.Jwt.KeySet(URI.create("http://127.0.0.1:1/jwks"), "RS256", null, null));

        String token = rs256(rsa);
        for (int i = 0; i < 4; i++) {
            assertThatExceptionOfType(Unavailable.class)
                    .isThrownBy(() -> tokens.verify(token))
                    .satisfies(away -> assertThat(away.retryAfter()).isPositive());
        }
    }

    @Test
    void keysThatWereHadServeThroughAnOutageAndOthersAreNotTakenForBadOnes() throws Exception {
        RSAKey known = new RSAKeyGenerator(2048).keyID("known").generate();
        RSAKey unknown = new RSAKeyGenerator(2048).keyID("unknown").generate();
        HttpServer keys = serving(new JWKSet(known), new AtomicInteger());
        URI url = URI.create("http://127.0.0.1:" + keys.getAddress().getPort() + "/jwks");
        UserTokens tokens = new UserTokens(
                new Settings.Jwt.KeySet(url, "RS256", null, null),
                InstantSource.fixed(NOW),
                new IssuerKeys.Kept(Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofHours(1)));
        try {
            assertThat(tokens.verify(rs256(known)).tenant().value()).isEqualTo(TENANT);
        } finally {
            keys.stop(0);
        }

        // The library reads the system's clock.
        Instant stale = Instant.now().plusMillis(200);
        Eventually.holds(() -> assertThat(Instant.now()).isAfter(stale));

        assertThat(tokens.verify(rs256(known)).tenant().value()).isEqualTo(TENANT);
        String other = rs256(unknown);
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> tokens.verify(other));
    }

    @Test
    void aKeyThatTheIssuerDoesNotHaveIsRefusedHoweverOftenItIsTried() throws Exception {
        RSAKey known = new RSAKeyGenerator(2048).keyID("known").generate();
        RSAKey unknown = new RSAKeyGenerator(2048).keyID("unknown").generate();
        HttpServer keys = serving(new JWKSet(known), new AtomicInteger());
        try {
            URI url = URI.create("http://127.0.0.1:" + keys.getAddress().getPort() + "/jwks");
            UserTokens tokens = tokens(new Settings.Jwt.KeySet(url, "RS256", null, null));

            for (int i = 0; i < 5; i++) {
                refuses(tokens, rs256(unknown));
            }
            assertThat(tokens.verify(rs256(known)).tenant().value()).isEqualTo(TENANT);
        } finally {
            keys.stop(0);
        }
    }

    @Test
    void aTokenMayCallItselfAnAccessToken() throws Exception {
        UserTokens tokens = tokens(new Settings.Jwt.Secret(SECRET, null, null));

        Actor actor = tokens.verify(typed("at+jwt"));

        assertThat(actor.tenant().value()).isEqualTo(TENANT);
        refuses(tokens, typed("logout+jwt"));
    }

    private static String typed(String type) throws JOSEException {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType(type))
                        .build(),
                claims(builder -> builder),
                new MACSigner(SECRET.getBytes(StandardCharsets.UTF_8)));
    }

    private static String rs256(RSAKey key) throws JOSEException {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                claims(builder -> builder),
                new RSASSASigner(key));
    }

    private static HttpServer serving(JWKSet keys, AtomicInteger fetched) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            fetched.incrementAndGet();
            byte[] body = keys.toPublicJWKSet().toString().getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        server.start();
        return server;
    }
}
