package io.aicmo.domain.cmo.draft;

import static io.aicmo.domain.cmo.draft.ContentDraft.line;

import io.aicmo.domain.crm.AutomationStep;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens by itself when people react, drafted.
 *
 * @param steps the first is the trigger and no other is; at least one is an action
 */
public record Automation(String name, List<Step> steps) {

    /**
     * One step.
     *
     * @param what of a trigger the activity type that starts it, of a condition what must hold, of an action what is
     *     done; null for a wait
     * @param waitHours of a wait how long, 1 to 8,760; else null
     */
    public record Step(
            AutomationStep.Kind kind,
            String name,
            @Nullable String what,
            @Nullable Integer waitHours) {

        /** @throws Rejected {@code automation_step.wait_out_of_range}, {@code text.*} */
        public Step {
            name = line(name, "name", 200);
            if (kind == AutomationStep.Kind.WAIT) {
                what = Text.optional(what, "what", 500);
                if (waitHours == null || waitHours < 1 || waitHours > 8_760) {
                    throw Rejected.field(
                            "wait_hours",
                            "automation_step.wait_out_of_range",
                            "a wait lasts between 1 and 8760 hours (a year)");
                }
            } else {
                what = Text.required(what, "what", 500);
                waitHours = null;
            }
        }

        /** What the step needs to know, by name, as {@link AutomationStep} keeps it. */
        public Map<String, Object> config() {
            Map<String, Object> config = new LinkedHashMap<>();
            if (what != null) {
                config.put("what", what);
            }
            if (waitHours != null) {
                config.put("wait_hours", waitHours);
            }
            return config;
        }
    }

    /** @throws Rejected {@code automation.trigger_not_first}, {@code automation.without_action}, {@code list.*}, {@code text.*} */
    public Automation {
        name = line(name, "name", 200);
        steps = Lists.between(steps, "steps", 2, 30);
        long triggers = count(steps, AutomationStep.Kind.TRIGGER);
        if (triggers != 1 || steps.get(0).kind != AutomationStep.Kind.TRIGGER) {
            throw Rejected.field(
                    "steps", "automation.trigger_not_first", "the first step of an automation is its only trigger");
        }
        if (count(steps, AutomationStep.Kind.ACTION) == 0) {
            throw Rejected.field("steps", "automation.without_action", "an automation has at least one action");
        }
    }

    private static long count(List<Step> steps, AutomationStep.Kind kind) {
        return steps.stream().filter(step -> step.kind == kind).count();
    }
}
