package io.aicmo.http.tenant;

import io.aicmo.application.tenant.CreateTenant;
import io.aicmo.application.tenant.IssueApiKey;
import io.aicmo.application.tenant.OpenWorkspace;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.http.Access;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Route;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes tenants, and shows a caller its own. */
public final class TenantRoutes {
    private final Hexagon hexagon;
    private final CreateTenant createTenant;

    public TenantRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.createTenant = new CreateTenant(
                hexagon.transactions(),
                hexagon.tenants(),
                new OpenWorkspace(
                        hexagon.transactions(), hexagon.records(), hexagon.channels(), hexagon.ids(), hexagon.clock()),
                new IssueApiKey(
                        hexagon.transactions(), hexagon.records(), hexagon.random(), hexagon.ids(), hexagon.clock()),
                hexagon.ids(),
                hexagon.clock());
    }

    /**
     * Asks for a tenant.
     *
     * @param timeZone an IANA name such as {@code Europe/Berlin}; UTC if not given
     */
    record NewTenant(
            @Size(min = 1, max = 200) String name,
            EmailAddress ownerEmail,
            @Nullable @Size(max = 60) String timeZone) {}

    /** A tenant that was made; {@code apiKey} is its owner's, and is shown this once. */
    record TenantMade(
            TenantId id,
            String name,
            WorkspaceId workspaceId,
            CampaignId directCampaignId,
            UserId ownerUserId,
            String apiKey) {}

    /** A tenant as its members see it. */
    record TenantView(TenantId id, String name, String timeZone, Instant createdAt) {}

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/tenants")
                        .may(new Access.Bootstrap())
                        .limited(Route.RateClass.STRICT)
                        .says("Makes a tenant with its owner, a first workspace and a first API key.")
                        .takes(NewTenant.class)
                        .answers(201, TenantMade.class)
                        .by(this::create),
                Route.get("/v1/tenant")
                        .may(new Access.Member())
                        .tagged("tenants")
                        .says("Shows the caller's own tenant.")
                        .answers(200, TenantView.class)
                        .by(this::own));
    }

    private Answer create(Call call, NewTenant body) {
        CreateTenant.Result made =
                createTenant.handle(new CreateTenant.Command(body.name, body.ownerEmail, zone(body.timeZone)));
        return Answer.created(
                "/v1/tenant",
                new TenantMade(
                        made.tenant().id(),
                        made.tenant().name(),
                        made.workspace().id(),
                        made.workspace().directCampaignId(),
                        made.ownerUserId(),
                        made.apiKey().secret()));
    }

    private static ZoneId zone(@Nullable String name) {
        if (name == null) {
            return ZoneOffset.UTC;
        }
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw Rejected.field(
                    "time_zone", "tenant.time_zone_unknown", "time_zone must be an IANA name such as Europe/Berlin");
        }
        return ZoneId.of(name);
    }

    private Answer own(Call call) {
        Tenant tenant = hexagon.transactions().read(call.actor(), hexagon.tenants()::get);
        return Answer.ok(
                new TenantView(tenant.id(), tenant.name(), tenant.timeZone().getId(), tenant.createdAt()));
    }
}
