package io.aicmo.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aicmo.application.tenant.Tokens;
import io.aicmo.domain.shared.ApiKeyId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.tenant.ApiKey;
import io.aicmo.domain.tenant.FormToken;
import io.aicmo.port.Actor;
import io.aicmo.port.Forbidden;
import io.aicmo.port.tenant.CredentialStore;
import io.aicmo.port.tenant.CredentialStore.Found;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls. What the store says of a credential is believed for {@link #BELIEVED}, so that a revoked one is
 * refused within a second on every node, and the hot path does not ask the store each time.
 */
final class Authentication {
    static final Duration BELIEVED = Duration.ofMillis(800);

    private static final String SCHEME = "Bearer ";
    private static final long MANY = 100_000;

    private final Believed<String, Optional<KnownKey>> apiKeys;
    private final Believed<String, Optional<Found<FormToken>>> formTokens;
    private final Believed<TenantId, Boolean> tenants;
    /** Keys whose use was noted not long ago. */
    private final Cache<ApiKeyId, Boolean> used = Caffeine.newBuilder()
            .expireAfterWrite(ApiKey.USED_WITHIN)
            .maximumSize(MANY)
            .build();

    private final CredentialStore credentials;
    private final UserTokens userTokens;
    private final byte @Nullable [] bootstrapToken;
    private final byte @Nullable [] serviceToken;
    private final InstantSource clock;

    Authentication(CredentialStore credentials, Settings settings, InstantSource clock) {
        this.apiKeys =
                new Believed<>(BELIEVED, hash -> credentials.findApiKey(hash).map(KnownKey::of));
        this.formTokens = new Believed<>(BELIEVED, credentials::findFormToken);
        this.credentials = credentials;
        this.tenants = new Believed<>(BELIEVED, credentials::tenantExists);
        this.userTokens = new UserTokens(settings.jwt(), clock);
        this.bootstrapToken = digestOrNull(settings.bootstrapToken());
        this.serviceToken = digestOrNull(settings.serviceToken());
        this.clock = clock;
    }

    private record KnownKey(ApiKey key, Caller caller) {
        static KnownKey of(Found<ApiKey> found) {
            ApiKey key = found.credential();
            Actor actor = Actor.apiKey(
                    found.tenant(), key.id(), key.role(), Set.copyOf(key.scopes()), Set.copyOf(key.workspaceIds()));
            return new KnownKey(key, new Caller(actor, "key:" + key.id(), null));
        }
    }

    /**
     * Who calls this route, or null where nobody in particular needs to.
     *
     * @throws Problem 401
     * @throws Forbidden if the caller is known and may not
     */
    @Nullable
    Caller authenticate(Access access, Context request) {
        return switch (access) {
            case Access.Anyone anyone -> null;
            case Access.Provider provider -> null;
            case Access.Bootstrap bootstrap -> bootstrap(request);
            case Access.Service service -> service(request);
            case Access.Form form -> form(request);
            case Access.Member member -> member(request);
            case Access.Holder holder -> {
                Caller caller = member(request);
                if (!caller.actor().may(holder.permission())) {
                    throw new Forbidden(
                            "this credential lacks " + holder.permission().scope());
                }
                yield caller;
            }
        };
    }

    private @Nullable Caller bootstrap(Context request) {
        check(bootstrapToken, request, "this needs the bootstrap token");
        return null;
    }

    private @Nullable Caller service(Context request) {
        check(serviceToken, request, "this needs the service token");
        if (request.header("Origin") != null || request.header("Sec-Fetch-Mode") != null) {
            throw new Forbidden("the service token is not for browsers");
        }
        return null;
    }

    private static void check(byte @Nullable [] token, Context request, String refusal) {
        if (token == null || !MessageDigest.isEqual(digest(bearer(request)), token)) {
            throw unauthorized(refusal);
        }
    }

    private Caller member(Context request) {
        String token = bearer(request);
        return token.startsWith(Tokens.API_KEY) ? apiKey(token) : user(token);
    }

    private Caller apiKey(String token) {
        KnownKey known = apiKeys.get(Tokens.hash(token))
                .filter(one -> one.key().isValidAt(clock.instant()))
                .orElseThrow(() -> unauthorized("this API key is unknown, revoked or expired"));
        if (used.asMap().putIfAbsent(known.key().id(), true) == null) {
            credentials.used(known.caller().actor().tenant(), known.key().id(), clock.instant());
        }
        return known.caller();
    }

    private Caller user(String token) {
        Actor actor = userTokens.verify(token);
        if (!tenants.get(actor.tenant())) {
            throw unauthorized("the token's tenant does not exist");
        }
        return new Caller(actor, "user:" + actor.id() + "@" + actor.tenant(), null);
    }

    private Caller form(Context request) {
        String token = Optional.ofNullable(request.header("X-Form-Token"))
                .or(() -> Optional.ofNullable(request.queryParam("form_token")))
                .orElseThrow(() -> Problem.of(401, "this needs a form's token, in X-Form-Token or form_token")
                        .header("WWW-Authenticate", "FormToken"));
        Found<FormToken> found = formTokens
                .get(Tokens.hash(token))
                .orElseThrow(() -> Problem.of(401, "this form token is unknown or revoked")
                        .header("WWW-Authenticate", "FormToken"));
        FormToken form = found.credential();
        if (!form.allowsOrigin(request.header("Origin"))) {
            throw new Forbidden("this form may not be submitted from this origin");
        }
        return new Caller(Actor.form(found.tenant(), form.id(), form.workspaceId()), "form:" + form.id(), form);
    }

    private static String bearer(Context request) {
        String header = request.header("Authorization");
        if (header == null) {
            throw Problem.of(401, "this needs a credential: Authorization: Bearer …")
                    .header("WWW-Authenticate", "Bearer");
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw unauthorized("the credential must be a bearer token");
        }
        return header.substring(SCHEME.length()).strip();
    }

    static Problem unauthorized(String detail) {
        return Problem.of(401, detail).header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    private static byte @Nullable [] digestOrNull(@Nullable String token) {
        return token == null ? null : digest(token);
    }

    /** Compared as digests, so that neither content nor length shows in the time that it takes. */
    private static byte[] digest(String token) {
        return Tokens.hash(token).getBytes(StandardCharsets.US_ASCII);
    }
}
