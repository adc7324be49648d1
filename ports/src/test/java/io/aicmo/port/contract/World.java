package io.aicmo.port.contract;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;

/** Where contract tests find their tenants. Every tenant is new, so that tests share a database and nothing else. */
public final class World {
    /** The present, in every contract. */
    public static final Instant NOW = Instant.parse("2026-03-02T10:15:30.123456Z");

    private static final Ids IDS = Ids.timeOrdered(InstantSource.system());

    private final Adapter adapter;

    public World(Adapter adapter) {
        this.adapter = adapter;
    }

    /** A new id. */
    public static UUID id() {
        return IDS.next();
    }

    /** A new word of small letters, which every collation sorts the same way. */
    public static String word() {
        UUID id = id();
        StringBuilder word = new StringBuilder();
        for (long bits = id.getLeastSignificantBits() >>> 4; word.length() < 12; bits /= 26) {
            word.append((char) ('a' + bits % 26));
        }
        return word.toString();
    }

    /** A tenant whose days are those of UTC, with its first workspace. */
    public Home aTenant() {
        return aTenant(ZoneOffset.UTC);
    }

    /** A tenant in a time zone, with its first workspace. */
    public Home aTenant(ZoneId zone) {
        Actor actor = Actor.system(new TenantId(id()));
        WorkspaceId workspaceId = new WorkspaceId(id());
        CampaignId directId = new CampaignId(id());
        return adapter.transactions().write(actor, tx -> {
            adapter.tenants().insert(tx, new Tenant(actor.tenant(), "Tenant " + word(), zone, NOW));
            Workspace workspace = adapter.records()
                    .of(RecordTypes.WORKSPACES)
                    .insert(tx, Workspace.open(workspaceId, "Workspace " + word(), directId, NOW));
            Campaign direct = adapter.records()
                    .of(RecordTypes.CAMPAIGNS)
                    .insert(
                            tx,
                            Campaign.direct(
                                    directId, workspaceId, adapter.channels().channels(), NOW));
            return new Home(adapter, actor, workspace, direct);
        });
    }
}
