package io.aicmo.http;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the server listens and whom it believes.
 *
 * @param host the address that it listens on
 * @param port the port, or 0 for any free one
 * @param publicUrl how the world reaches it, without a slash at the end, or null where requests tell; what providers
 *     sign begins with it
 * @param bootstrapToken who holds it may make tenants; null where nobody may
 * @param serviceToken who holds it may have run what runs by the clock, for every tenant; null where nobody may
 * @param jwt how users' tokens are verified
 * @param allowedOrigins the web origins whose pages may call the API; forms have their own
 * @param perMinute how many requests each class of routes takes from a credential in a minute; 0 is no limit
 * @param maxBodyBytes the longest body
 * @param idleTimeout how long a connection may be silent
 * @param shutdownGrace how long requests that were accepted may take to end when the server stops
 */
public record Settings(
        String host,
        int port,
        @Nullable String publicUrl,
        @Nullable String bootstrapToken,
        @Nullable String serviceToken,
        Jwt jwt,
        List<String> allowedOrigins,
        Map<Route.RateClass, Integer> perMinute,
        int maxBodyBytes,
        Duration idleTimeout,
        Duration shutdownGrace) {

    /** How users' tokens are verified; the algorithm is never taken from the token. */
    public sealed interface Jwt {
        /** {@code iss} must be this, or null for any. */
        @Nullable
        String issuer();

        /** {@code aud} must hold this, or null for any. */
        @Nullable
        String audience();

        /** HS256 with a shared secret of at least 32 bytes. */
        record Secret(
                String secret,
                @Nullable String issuer,
                @Nullable String audience) implements Jwt {
            @Override
            public String toString() {
                return "Secret[issuer=" + issuer + ", audience=" + audience + "]";
            }
        }

        /** The keys at a URL; {@code algorithm} is {@code RS256} or {@code ES256}. */
        record KeySet(
                URI url,
                String algorithm,
                @Nullable String issuer,
                @Nullable String audience) implements Jwt {}
    }

    public Settings {
        allowedOrigins = List.copyOf(allowedOrigins);
        perMinute = Map.copyOf(perMinute);
    }

    /** The defaults, on a free port of the loopback address. */
    public static Settings with(Jwt jwt) {
        return new Settings(
                "127.0.0.1",
                0,
                null,
                null,
                null,
                jwt,
                List.of(),
                Map.of(Route.RateClass.ORDINARY, 6_000, Route.RateClass.STRICT, 10),
                1024 * 1024,
                Duration.ofSeconds(30),
                Duration.ofSeconds(20));
    }

    /** The same, listening there. */
    public Settings listening(String newHost, int newPort) {
        return new Settings(
                newHost,
                newPort,
                publicUrl,
                bootstrapToken,
                serviceToken,
                jwt,
                allowedOrigins,
                perMinute,
                maxBodyBytes,
                idleTimeout,
                shutdownGrace);
    }

    /** The same, reached by the world under this URL. */
    public Settings reachedAt(@Nullable String url) {
        return new Settings(
                host,
                port,
                url,
                bootstrapToken,
                serviceToken,
                jwt,
                allowedOrigins,
                perMinute,
                maxBodyBytes,
                idleTimeout,
                shutdownGrace);
    }

    /** The same with a bootstrap token. */
    public Settings bootstrapped(@Nullable String token) {
        return new Settings(
                host,
                port,
                publicUrl,
                token,
                serviceToken,
                jwt,
                allowedOrigins,
                perMinute,
                maxBodyBytes,
                idleTimeout,
                shutdownGrace);
    }

    /** The same with a service token. */
    public Settings serving(@Nullable String token) {
        return new Settings(
                host,
                port,
                publicUrl,
                bootstrapToken,
                token,
                jwt,
                allowedOrigins,
                perMinute,
                maxBodyBytes,
                idleTimeout,
                shutdownGrace);
    }

    /** The same for pages of these origins. */
    public Settings allowing(List<String> origins) {
        return new Settings(
                host,
                port,
                publicUrl,
                bootstrapToken,
                serviceToken,
                jwt,
                origins,
                perMinute,
                maxBodyBytes,
                idleTimeout,
                shutdownGrace);
    }

    /** The same with another limit for a class of routes. */
    public Settings limiting(Route.RateClass routes, int requestsPerMinute) {
        Map<Route.RateClass, Integer> limits = new EnumMap<>(Route.RateClass.class);
        limits.putAll(perMinute);
        limits.put(routes, requestsPerMinute);
        return new Settings(
                host,
                port,
                publicUrl,
                bootstrapToken,
                serviceToken,
                jwt,
                allowedOrigins,
                limits,
                maxBodyBytes,
                idleTimeout,
                shutdownGrace);
    }

    /** The same with this much time for requests to end when the server stops. */
    public Settings stoppingWithin(Duration grace) {
        return new Settings(
                host,
                port,
                publicUrl,
                bootstrapToken,
                serviceToken,
                jwt,
                allowedOrigins,
                perMinute,
                maxBodyBytes,
                idleTimeout,
                grace);
    }

    /** Shown and logged without its secrets. */
    @Override
    public String toString() {
        return "Settings[" + host + ":" + port + "]";
    }
}
