package io.aicmo.http.tenant;

import io.aicmo.application.tenant.IssueFormToken;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.FormTokenId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.FormToken;
import io.aicmo.domain.tenant.Permission;
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

/** The public tokens of landing pages' forms. */
public final class FormTokenRoutes {
    private final Hexagon hexagon;
    private final IssueFormToken issueFormToken;

    public FormTokenRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.issueFormToken = new IssueFormToken(
                hexagon.transactions(), hexagon.records(), hexagon.random(), hexagon.ids(), hexagon.clock());
    }

    /**
     * Asks for a token.
     *
     * @param campaignId the campaign of its leads; the workspace's direct campaign if not given
     * @param allowedOrigins the web origins that may use it; any, if none is given
     */
    record NewFormToken(
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            @Nullable @Size(max = 20) List<@Size(max = 300) String> allowedOrigins) {}

    /** A token that was issued. */
    record FormTokenIssued(FormTokenId id, String token) {}

    /** A token as it may be shown again. */
    record FormTokenView(
            FormTokenId id,
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            String prefix,
            List<String> allowedOrigins,
            Instant createdAt,
            long version) {
        static FormTokenView of(FormToken token) {
            return new FormTokenView(
                    token.id(),
                    token.workspaceId(),
                    token.campaignId(),
                    token.prefix(),
                    token.allowedOrigins(),
                    token.createdAt(),
                    token.version());
        }
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(
                Resource.of(hexagon, RecordTypes.FORM_TOKENS, FormTokenId.class, FormTokenView.class, FormTokenView::of)
                        .readable(Permission.CREDENTIALS_WRITE)
                        .deletable(Permission.CREDENTIALS_WRITE)
                        .routes());
        routes.add(Route.post("/v1/form-tokens")
                .may(Permission.CREDENTIALS_WRITE)
                .says("Issues the public token of one landing page's form.")
                .takes(NewFormToken.class)
                .answers(201, FormTokenIssued.class)
                .by(this::issue));
        return routes;
    }

    private Answer issue(Call call, NewFormToken body) {
        IssueFormToken.Result issued = issueFormToken.handle(
                call.actor(),
                new IssueFormToken.Command(
                        body.workspaceId, body.campaignId, Objects.requireNonNullElse(body.allowedOrigins, List.of())));
        return Answer.created(
                "/v1/form-tokens/" + issued.formToken().id(),
                new FormTokenIssued(issued.formToken().id(), issued.token()));
    }
}
