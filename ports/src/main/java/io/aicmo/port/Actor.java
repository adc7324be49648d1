package io.aicmo.port;

import io.aicmo.domain.shared.ApiKeyId;
import io.aicmo.domain.shared.FormTokenId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.domain.tenant.Role;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, for which tenant. Every transaction is some actor's; the tenant always comes from a verified
 * credential.
 *
 * @param id the user's, key's, token's or source's id; null for the system
 * @param permissions what it may do
 * @param workspaces the workspaces that it may enter; empty means all
 * @param hops how many workflow executions led to what it does, one because of another; 0 for whoever acts by themselves
 * @param transaction the open transaction that its work belongs to, or null where each piece of work has its own; see
 *     {@link #within}
 */
public record Actor(
        TenantId tenant,
        Kind kind,
        @Nullable UUID id,
        Set<Permission> permissions,
        Set<WorkspaceId> workspaces,
        int hops,
        @Nullable Tx transaction) {

    /** What kind of actor it is. */
    public enum Kind {
        USER,
        API_KEY,
        FORM,
        PROVIDER,
        SYSTEM
    }

    public Actor {
        permissions = Set.copyOf(permissions);
        workspaces = Set.copyOf(workspaces);
    }

    /** The service itself: internal jobs and embedding applications. It may do everything in the tenant. */
    public static Actor system(TenantId tenant) {
        return new Actor(tenant, Kind.SYSTEM, null, EnumSet.allOf(Permission.class), Set.of(), 0, null);
    }

    /** A signed-in user. */
    public static Actor user(TenantId tenant, UserId user, Role role, Set<WorkspaceId> workspaces) {
        return new Actor(tenant, Kind.USER, user.value(), role.permissions(), workspaces, 0, null);
    }

    /** A server with an API key; scopes narrow what its role may do, and none means no narrowing. */
    public static Actor apiKey(
            TenantId tenant, ApiKeyId key, Role role, Set<Permission> scopes, Set<WorkspaceId> workspaces) {
        EnumSet<Permission> may = EnumSet.copyOf(role.permissions());
        if (!scopes.isEmpty()) {
            may.retainAll(scopes);
        }
        return new Actor(tenant, Kind.API_KEY, key.value(), may, workspaces, 0, null);
    }

    /** A public form: it may do nothing but submit itself. */
    public static Actor form(TenantId tenant, FormTokenId token, WorkspaceId workspace) {
        return new Actor(tenant, Kind.FORM, token.value(), Set.of(), Set.of(workspace), 0, null);
    }

    /** A provider whose signature was verified: it may do nothing but report events. */
    public static Actor provider(TenantId tenant, WebhookSourceId source) {
        return new Actor(tenant, Kind.PROVIDER, source.value(), Set.of(), Set.of(), 0, null);
    }

    /** The same actor, whose work joins an open transaction: it is committed or rolled back with it. */
    public Actor within(Tx tx) {
        return new Actor(tenant, kind, id, permissions, workspaces, hops, tx);
    }

    /** The same actor, because of so many workflow executions. */
    public Actor after(int executions) {
        return new Actor(tenant, kind, id, permissions, workspaces, executions, transaction);
    }

    /** Whether it may do this. */
    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether it may enter this workspace. */
    public boolean mayEnter(WorkspaceId workspace) {
        return workspaces.isEmpty() || workspaces.contains(workspace);
    }

    /** @throws Forbidden if the actor may not enter the workspace */
    public void checkWorkspace(WorkspaceId workspace) {
        if (!mayEnter(workspace)) {
            throw new Forbidden("this credential has no access to workspace " + workspace);
        }
    }

    /** The user that it is, or empty for anything else. */
    public Optional<UserId> userId() {
        return kind == Kind.USER && id != null ? Optional.of(new UserId(id)) : Optional.empty();
    }
}
