package io.aicmo.domain.crm;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of messages that a lead gets one after the other, until something stops it.
 *
 * @param sendingHours when its messages may be sent, or null for when the workspace says
 */
public record Sequence(
        SequenceId id,
        WorkspaceId workspaceId,
        CampaignId campaignId,
        String name,
        @Nullable SendingHours sendingHours,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<SequenceId> {

    /** The most steps that a sequence may have. */
    public static final int MAX_STEPS = 50;

    /** @throws Rejected {@code text.missing}, {@code text.too_long} */
    public Sequence {
        name = Text.required(name, "name", 200);
    }

    /** The same sequence under another name, or with other hours. */
    public Sequence edited(String newName, @Nullable SendingHours hours, Instant now) {
        return new Sequence(id, workspaceId, campaignId, newName, hours, createdAt, now, version, deletedAt);
    }

    /**
     * Checks a sequence's steps as a whole: 1 to 50, on declared channels.
     *
     * @throws Rejected {@code sequence.steps_count}, {@code channel.unknown}
     */
    public static void checkSteps(List<SequenceStep> steps, ChannelCatalogue channels) {
        if (steps.isEmpty() || steps.size() > MAX_STEPS) {
            throw Rejected.field("steps", "sequence.steps_count", "a sequence has 1 to " + MAX_STEPS + " steps");
        }
        for (int i = 0; i < steps.size(); i++) {
            channels.checkChannel(steps.get(i).channel(), "steps/" + i + "/channel");
        }
    }
}
