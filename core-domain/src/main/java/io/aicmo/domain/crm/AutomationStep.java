package io.aicmo.domain.crm;

import io.aicmo.domain.shared.Attributes;
import io.aicmo.domain.shared.AutomationStepId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of what a campaign does by itself.
 *
 * @param position its place in the automation, 0 to 999
 * @param config what the step needs to know, by its kind
 */
public record AutomationStep(
        AutomationStepId id,
        WorkspaceId workspaceId,
        CampaignId campaignId,
        int position,
        Kind kind,
        String name,
        Map<String, Object> config,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<AutomationStepId> {

    /** What a step is. */
    public enum Kind {
        TRIGGER,
        WAIT,
        CONDITION,
        ACTION;

        /** The word in JSON and the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws Rejected {@code text.*}, {@code automation_step.position_out_of_range} */
    public AutomationStep {
        name = Text.required(name, "name", 200);
        config = Attributes.copyOf(config);
        if (position < 0 || position > 999) {
            throw Rejected.field(
                    "position", "automation_step.position_out_of_range", "position must be between 0 and 999");
        }
    }
}
