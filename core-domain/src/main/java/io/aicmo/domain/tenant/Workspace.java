package io.aicmo.domain.tenant;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A brand or business unit inside a tenant.
 *
 * @param slug the name as it stands in URLs; unique in the tenant
 * @param directCampaignId the standing campaign to which events belong that no other campaign caused
 * @param playbookFallback whether an agent's offline playbook may answer when the AI fails
 */
public record Workspace(
        WorkspaceId id,
        String name,
        String slug,
        CampaignId directCampaignId,
        boolean playbookFallback,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<WorkspaceId> {

    /** @throws io.aicmo.domain.shared.Rejected {@code text.missing}, {@code text.too_long} */
    public Workspace {
        name = Text.required(name, "name", 200);
    }

    /** A new workspace, with the slug made from its name. */
    public static Workspace open(WorkspaceId id, String name, CampaignId directCampaignId, Instant now) {
        return new Workspace(id, name, slugOf(name, id), directCampaignId, false, now, now, 1, null);
    }

    /** The same workspace under another name; the slug stays, because URLs point to it. */
    public Workspace renamed(String newName, Instant now) {
        return new Workspace(id, newName, slug, directCampaignId, playbookFallback, createdAt, now, version, deletedAt);
    }

    /** The same workspace, with or without playbooks in a failing AI's place. */
    public Workspace fallingBack(boolean toPlaybooks, Instant now) {
        return new Workspace(id, name, slug, directCampaignId, toPlaybooks, createdAt, now, version, deletedAt);
    }

    private static String slugOf(String name, WorkspaceId id) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        String words =
                ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String tail = id.toString().substring(24);
        return (words.isEmpty() ? "workspace" : words.substring(0, Math.min(words.length(), 60))) + "-" + tail;
    }
}
