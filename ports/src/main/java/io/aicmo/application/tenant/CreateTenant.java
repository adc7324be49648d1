package io.aicmo.application.tenant;

import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.MembershipId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.tenant.Membership;
import io.aicmo.domain.tenant.Role;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.Transactions;
import io.aicmo.port.tenant.TenantStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** Makes a tenant with its owner, a first workspace and a first API key, all or nothing. */
public final class CreateTenant {
    private final Transactions transactions;
    private final TenantStore tenants;
    private final OpenWorkspace openWorkspace;
    private final IssueApiKey issueApiKey;
    private final Ids ids;
    private final InstantSource clock;

    public CreateTenant(
            Transactions transactions,
            TenantStore tenants,
            OpenWorkspace openWorkspace,
            IssueApiKey issueApiKey,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.openWorkspace = openWorkspace;
        this.issueApiKey = issueApiKey;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is asked for. */
    public record Command(String name, EmailAddress ownerEmail, ZoneId timeZone) {}

    /** What was made; the owner's API key is readable in it and never again. */
    public record Result(Tenant tenant, Workspace workspace, UserId ownerUserId, IssueApiKey.Result apiKey) {}

    /** @throws io.aicmo.domain.shared.Rejected {@code text.missing}, {@code text.too_long} */
    public Result handle(Command command) {
        Instant now = clock.instant();
        Tenant tenant =
                new Tenant(new TenantId(ids.next()), Text.required(command.name, "name", 200), command.timeZone, now);
        return transactions.write(Actor.system(tenant.id()), tx -> {
            tenants.insert(tx, tenant);
            UserId owner = tenants.userFor(tx, command.ownerEmail, new UserId(ids.next()));
            tenants.insert(tx, new Membership(new MembershipId(ids.next()), owner, Role.OWNER, Set.of(), now));
            Actor inside = tx.actor().within(tx);
            Workspace workspace = openWorkspace.handle(inside, command.name);
            IssueApiKey.Result key = issueApiKey.handle(
                    inside, new IssueApiKey.Command("owner", Role.OWNER, List.of(), List.of(), null));
            return new Result(tenant, workspace, owner, key);
        });
    }
}
