package io.aicmo.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Role;
import io.aicmo.port.Actor;
import io.aicmo.port.Forbidden;
import io.aicmo.port.Unavailable;
import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Verifies users' JWTs: signed by the configured algorithm and no other, in their time (60 seconds of skew), for us
 * where issuer and audience are configured. Claims: {@code sub}, {@code tenant_id} (or {@code org_id}), {@code role},
 * {@code workspace_ids}, without which a user may enter all.
 */
final class UserTokens {
    private static final int SKEW_SECONDS = 60;

    /** RFC 9068. */
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    /** How soon keys that could not be had may be had again. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    UserTokens(Settings.Jwt settings, InstantSource clock) {
        this(settings, clock, IssuerKeys.Kept.USUAL);
    }

    UserTokens(Settings.Jwt settings, InstantSource clock, IssuerKeys.Kept kept) {
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithm(settings), keys(settings, kept)));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
        processor.setJWTClaimsSetVerifier(new Claims(settings, clock));
    }

    private static JWSAlgorithm algorithm(Settings.Jwt settings) {
        return switch (settings) {
            case Settings.Jwt.Secret secret -> JWSAlgorithm.HS256;
            case Settings.Jwt.KeySet keySet -> JWSAlgorithm.parse(keySet.algorithm());
        };
    }

    private static JWKSource<SecurityContext> keys(Settings.Jwt settings, IssuerKeys.Kept kept) {
        return switch (settings) {
            case Settings.Jwt.Secret secret ->
                new ImmutableSecret<>(secret.secret().getBytes(StandardCharsets.UTF_8));
            case Settings.Jwt.KeySet keySet -> remote(keySet, kept);
        };
    }

    private static IssuerKeys remote(Settings.Jwt.KeySet keySet, IssuerKeys.Kept kept) {
        try {
            return new IssuerKeys(keySet.url().toURL(), kept);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("the key set's URL cannot be called: " + keySet.url(), e);
        }
    }

    /**
     * Who the token says that it is.
     *
     * @throws Problem 401, if the token is not to be believed
     * @throws Forbidden if it may enter no workspace
     * @throws Unavailable if the keys cannot be had by which it could be told
     */
    Actor verify(String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            return Actor.user(
                    new TenantId(id(tenant(claims), "tenant_id")),
                    new UserId(id(claims.getSubject(), "sub")),
                    role(claims.getStringClaim("role")),
                    workspaces(claims.getStringListClaim("workspace_ids")));
        } catch (KeySourceException e) {
            throw new Unavailable("the keys of the tokens' issuer cannot be had now", SOON, e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw Authentication.unauthorized("the token is not valid: " + e.getMessage());
        }
    }

    private static @Nullable String tenant(JWTClaimsSet claims) throws ParseException {
        String tenant = claims.getStringClaim("tenant_id");
        return tenant != null ? tenant : claims.getStringClaim("org_id");
    }

    private static UUID id(@Nullable String text, String claim) {
        UUID id = text == null ? null : Json.uuidOrNull(text);
        if (id == null) {
            throw Authentication.unauthorized("the token's claim " + claim + " must be a UUID");
        }
        return id;
    }

    private static Role role(@Nullable String word) {
        return (Role) Words.parse(Role.class, word == null ? "" : word)
                .orElseThrow(() -> Authentication.unauthorized(
                        "the token's claim role must be one of " + String.join(", ", Words.all(Role.class))));
    }

    /** Without the claim all of them; a list that names none is no such thing, and opens none. */
    private static Set<WorkspaceId> workspaces(@Nullable List<String> claim) {
        if (claim == null) {
            return Set.of();
        }
        if (claim.isEmpty()) {
            throw new Forbidden("the token's claim workspace_ids names no workspace");
        }
        Set<WorkspaceId> ids = new HashSet<>();
        claim.forEach(text -> ids.add(new WorkspaceId(id(text, "workspace_ids"))));
        return ids;
    }

    /** Issuer, audience and time, by our clock. */
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final InstantSource clock;

        Claims(Settings.Jwt settings, InstantSource clock) {
            super(
                    settings.audience(),
                    settings.issuer() == null
                            ? null
                            : new JWTClaimsSet.Builder()
                                    .issuer(settings.issuer())
                                    .build(),
                    Set.of("sub", "exp"));
            this.clock = clock;
            setMaxClockSkew(SKEW_SECONDS);
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
