package io.aicmo.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Limits how often a credential calls a class of routes. Tokens come back evenly over the minute. The buckets of
 * credentials that have not called for two minutes are full again, so nothing is lost by forgetting them.
 */
final class RateLimits {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final long REMEMBERED = 50_000;

    private final Map<Route.RateClass, Integer> perMinute;
    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    private record Key(Route.RateClass routes, String credential) {}

    RateLimits(Map<Route.RateClass, Integer> perMinute) {
        this.perMinute = perMinute;
    }

    /**
     * Takes one request's token and tells what is left, in headers of the answer.
     *
     * @param credential the credential's name, or the caller's address where there is none
     * @throws Problem 429
     */
    void take(Route.RateClass routes, String credential, Context context) {
        int limit = routes == Route.RateClass.UNLIMITED ? 0 : perMinute.getOrDefault(routes, 0);
        if (limit == 0) {
            return;
        }
        Bucket bucket = buckets.get(new Key(routes, credential), key -> bucket(limit));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        tell(context, routes, limit, probe);
        if (!probe.isConsumed()) {
            throw Problem.of(429, "too_many_requests", "at most " + limit + " such requests a minute")
                    .header("Retry-After", Long.toString(seconds(probe.getNanosToWaitForRefill())));
        }
    }

    private static Bucket bucket(int limit) {
        return Bucket.builder()
                .addLimit(rule -> rule.capacity(limit).refillGreedy(limit, WINDOW))
                .build();
    }

    /** The headers of draft-ietf-httpapi-ratelimit-headers, and those that clients knew before it. */
    private static void tell(Context context, Route.RateClass routes, int limit, ConsumptionProbe probe) {
        String policy = "\"" + routes.name().toLowerCase(Locale.ROOT) + "\"";
        long reset = seconds(probe.getNanosToWaitForReset());
        context.header("RateLimit-Policy", policy + ";q=" + limit + ";w=" + WINDOW.toSeconds());
        context.header("RateLimit", policy + ";r=" + probe.getRemainingTokens() + ";t=" + reset);
        context.header("X-RateLimit-Limit", Integer.toString(limit));
        context.header("X-RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
        context.header("X-RateLimit-Reset", Long.toString(reset));
    }

    private static long seconds(long nanos) {
        return Math.max(1, Math.ceilDiv(nanos, 1_000_000_000L));
    }
}
