package io.aicmo.http.tenant;

import io.aicmo.application.tenant.IssueApiKey;
import io.aicmo.application.tenant.RevokeApiKey;
import io.aicmo.domain.shared.ApiKeyId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.ApiKey;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.domain.tenant.Role;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** API keys: issued, listed, revoked. */
public final class ApiKeyRoutes {
    private final Hexagon hexagon;
    private final IssueApiKey issueApiKey;
    private final RevokeApiKey revokeApiKey;

    public ApiKeyRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.issueApiKey = new IssueApiKey(
                hexagon.transactions(), hexagon.records(), hexagon.random(), hexagon.ids(), hexagon.clock());
        this.revokeApiKey = new RevokeApiKey(hexagon.transactions(), hexagon.records(), hexagon.clock());
    }

    /**
     * Asks for a key.
     *
     * @param scopes what it may do within its role; all that the role may, if none is given
     * @param workspaceIds the workspaces that it may enter; all that the caller may, if none is given
     */
    record NewApiKey(
            @Size(min = 1, max = 200) String name,
            Role role,
            @Nullable @Size(max = 50) List<Permission> scopes,
            @Nullable @Size(max = 100) List<WorkspaceId> workspaceIds,
            @Nullable Instant expiresAt) {}

    /** A key that was issued; {@code apiKey} is shown this once. */
    record ApiKeyIssued(
            ApiKeyId id,
            String apiKey,
            String name,
            String prefix,
            Role role,
            List<Permission> scopes,
            List<WorkspaceId> workspaceIds,
            @Nullable Instant expiresAt) {}

    /** A key as it may be shown again. */
    record ApiKeyView(
            ApiKeyId id,
            String name,
            String prefix,
            Role role,
            List<Permission> scopes,
            List<WorkspaceId> workspaceIds,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt,
            Instant createdAt,
            long version) {
        static ApiKeyView of(ApiKey key) {
            return new ApiKeyView(
                    key.id(),
                    key.name(),
                    key.prefix(),
                    key.role(),
                    key.scopes(),
                    key.workspaceIds(),
                    key.expiresAt(),
                    key.revokedAt(),
                    key.lastUsedAt(),
                    key.createdAt(),
                    key.version());
        }
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(
                Resource.of(hexagon, RecordTypes.API_KEYS, ApiKeyId.class, ApiKeyView.class, ApiKeyView::of)
                        .readable(Permission.CREDENTIALS_WRITE)
                        .routes());
        routes.add(Route.post("/v1/api-keys")
                .may(Permission.CREDENTIALS_WRITE)
                .says("Issues an API key that may do no more than the caller.")
                .takes(NewApiKey.class)
                .answers(201, ApiKeyIssued.class)
                .by(this::issue));
        routes.add(Route.delete("/v1/api-keys/{id}")
                .may(Permission.CREDENTIALS_WRITE)
                .says("Revokes an API key.")
                .answers(204)
                .by(call -> {
                    revokeApiKey.handle(call.actor(), call.id(ApiKeyId.class));
                    return Answer.noContent();
                }));
        routes.add(Route.post("/v1/api-keys/{id}/revoke")
                .may(Permission.CREDENTIALS_WRITE)
                .says("Revokes an API key: it is refused everywhere within a second, and stays listed.")
                .answers(200, ApiKeyView.class)
                .by(call -> Answer.ok(ApiKeyView.of(revokeApiKey.handle(call.actor(), call.id(ApiKeyId.class))))));
        return routes;
    }

    private Answer issue(Call call, NewApiKey body) {
        IssueApiKey.Result issued = issueApiKey.handle(
                call.actor(),
                new IssueApiKey.Command(
                        body.name,
                        body.role,
                        Objects.requireNonNullElse(body.scopes, List.of()),
                        Objects.requireNonNullElse(body.workspaceIds, List.of()),
                        body.expiresAt));
        ApiKey key = issued.apiKey();
        return Answer.created(
                "/v1/api-keys/" + key.id(),
                new ApiKeyIssued(
                        key.id(),
                        issued.secret(),
                        key.name(),
                        key.prefix(),
                        key.role(),
                        key.scopes(),
                        key.workspaceIds(),
                        key.expiresAt()));
    }
}
