package io.aicmo.app;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.aicmo.domain.tenant.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a signed user token for development, where no identity provider is set up. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Print a user token (JWT, HS256) for development.")
final class TokenCommand implements Callable<Integer> {
    @Option(names = "--tenant", required = true, description = "the tenant's id")
    @Nullable
    private UUID tenant;

    @Option(names = "--user", required = true, description = "the user's id, such as the owner_user_id of a new tenant")
    @Nullable
    private UUID user;

    @Option(names = "--role", defaultValue = "OWNER", description = "one of ${COMPLETION-CANDIDATES} (default: OWNER)")
    private Role role = Role.OWNER;

    @Option(names = "--workspace", description = "a workspace that the user may enter; may be repeated (default: all)")
    private List<UUID> workspaces = List.of();

    @Option(names = "--hours", defaultValue = "12", description = "how long it is valid, 1 to 720 (default: 12)")
    private int hours = 12;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() throws JOSEException {
        Settings settings = Settings.read(System.getenv());
        if (settings.jwksUrl() != null) {
            throw new Settings.Wrong(Setting.AICMO_JWT_JWKS_URL, "is set, so tokens come from whoever holds its keys");
        }
        if (hours < 1 || hours > 720 || tenant == null || user == null || spec == null) {
            throw new Settings.Wrong("--hours must be from 1 to 720");
        }
        String secret = settings.jwtSecret() != null
                ? settings.jwtSecret()
                : new Home(settings.home()).secret(Home.JWT_SECRET, "").secret();
        spec.commandLine().getOut().println(mint(settings, secret, tenant, user, Instant.now()));
        return 0;
    }

    private String mint(Settings settings, String secret, UUID ofTenant, UUID ofUser, Instant now)
            throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(ofUser.toString())
                .claim("tenant_id", ofTenant.toString())
                .claim("role", role.word())
                .claim(
                        "workspace_ids",
                        workspaces.isEmpty()
                                ? null
                                : workspaces.stream().map(UUID::toString).toList())
                .issuer(settings.jwtIssuer())
                .audience(settings.jwtAudience())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(hours))))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }
}
