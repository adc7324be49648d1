package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be reached on a day of a plan.
 *
 * @param dueDate a day of the plan; the plan itself checks it, see {@link Plan#checkInside}
 */
public record Milestone(
        MilestoneId id,
        WorkspaceId workspaceId,
        PlanId planId,
        String title,
        @Nullable String description,
        LocalDate dueDate,
        MilestoneStatus status,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<MilestoneId> {

    /** The most milestones that one plan may have. */
    public static final int MOST = 200;

    /** @throws Rejected {@code text.*} */
    public Milestone {
        title = Text.required(title, "title", 200);
        description = Text.optional(description, "description", 5_000);
    }

    /** What people may change about a milestone. */
    public record Edit(String title, @Nullable String description, LocalDate dueDate, MilestoneStatus status) {}

    /**
     * A milestone of a plan.
     *
     * @throws Rejected {@code milestone.outside_plan}, {@code text.*}
     */
    public static Milestone of(Plan plan, MilestoneId id, Edit words, Instant now) {
        plan.checkInside(words.dueDate, "due_date");
        return new Milestone(
                id,
                plan.workspaceId(),
                plan.id(),
                words.title,
                words.description,
                words.dueDate,
                words.status,
                now,
                now,
                1,
                null);
    }

    /**
     * Checks that a plan may have as many.
     *
     * @throws Rejected {@code plan.too_many_milestones}
     */
    public static void checkCount(int count) {
        if (count > MOST) {
            throw Rejected.of("plan.too_many_milestones", "a plan has at most " + MOST + " milestones");
        }
    }

    /** What people may change, as it is now. */
    public Edit edit() {
        return new Edit(title, description, dueDate, status);
    }

    /**
     * The same milestone as people want it.
     *
     * @throws Rejected {@code milestone.outside_plan}, {@code text.*}
     */
    public Milestone edited(Plan plan, Edit edit, Instant now) {
        plan.checkInside(edit.dueDate, "due_date");
        return new Milestone(
                id,
                workspaceId,
                planId,
                edit.title,
                edit.description,
                edit.dueDate,
                edit.status,
                createdAt,
                now,
                version,
                deletedAt);
    }
}
