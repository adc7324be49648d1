package io.aicmo.http;

import io.javalin.http.Context;
import java.util.Set;

/**
 * Which web pages may call (Fetch standard, CORS). Forms may be called from any page, because their tokens say from
 * which; the rest from the configured origins. Credentials are never taken from cookies, so none are allowed.
 */
final class Cors {
    private static final String TAKEN =
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, X-Form-Token, apikey, x-client-info, traceparent";
    private static final String SHOWN =
            "ETag, Location, Idempotency-Replayed, X-Request-Id, RateLimit, RateLimit-Policy, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, traceparent";

    private final Set<String> origins;

    Cors(Settings settings) {
        origins = Set.copyOf(settings.allowedOrigins());
    }

    void tell(Context context, Access access) {
        String origin = context.header("Origin");
        if (origin != null && allows(origin, access)) {
            context.header("Access-Control-Allow-Origin", origin);
            context.header("Access-Control-Expose-Headers", SHOWN);
            context.header("Vary", "Origin");
        }
    }

    void preflight(Context context, Access access, String methods) {
        String origin = context.header("Origin");
        if (origin != null && allows(origin, access)) {
            context.header("Access-Control-Allow-Origin", origin);
            context.header("Access-Control-Allow-Methods", methods);
            context.header("Access-Control-Allow-Headers", TAKEN);
            context.header("Access-Control-Max-Age", "600");
            context.header("Vary", "Origin");
        }
    }

    private boolean allows(String origin, Access access) {
        return access instanceof Access.Form || origins.contains(origin);
    }
}
