package io.aicmo.http.tenant;

import io.aicmo.application.tenant.OpenWorkspace;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/** Workspaces. */
public final class WorkspaceRoutes {
    private final Hexagon hexagon;
    private final OpenWorkspace openWorkspace;

    public WorkspaceRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.openWorkspace = new OpenWorkspace(
                hexagon.transactions(), hexagon.records(), hexagon.channels(), hexagon.ids(), hexagon.clock());
    }

    /** Asks for a workspace. */
    record WorkspaceDraft(@Size(min = 1, max = 200) String name) {}

    /**
     * What may be changed about a workspace.
     *
     * @param playbookFallback whether an agent's offline playbook may answer when the AI fails
     */
    record WorkspaceChange(@Size(min = 1, max = 200) String name, boolean playbookFallback) {}

    /** A workspace. */
    record WorkspaceView(
            WorkspaceId id,
            String name,
            String slug,
            CampaignId directCampaignId,
            boolean playbookFallback,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static WorkspaceView of(Workspace workspace) {
            return new WorkspaceView(
                    workspace.id(),
                    workspace.name(),
                    workspace.slug(),
                    workspace.directCampaignId(),
                    workspace.playbookFallback(),
                    workspace.createdAt(),
                    workspace.updatedAt(),
                    workspace.version());
        }
    }

    public List<Route> routes() {
        return Resource.of(hexagon, RecordTypes.WORKSPACES, WorkspaceId.class, WorkspaceView.class, WorkspaceView::of)
                .in((tx, workspace) -> workspace.id())
                .readable(Permission.MARKETING_READ)
                .creatable(
                        Permission.SETTINGS_WRITE,
                        WorkspaceDraft.class,
                        (actor, draft) -> openWorkspace.handle(actor, draft.name))
                .editable(
                        Permission.SETTINGS_WRITE,
                        WorkspaceChange.class,
                        workspace -> new WorkspaceChange(workspace.name(), workspace.playbookFallback()),
                        (workspace, change) -> workspace
                                .renamed(change.name, hexagon.clock().instant())
                                .fallingBack(
                                        change.playbookFallback, hexagon.clock().instant()))
                .routes();
    }
}
