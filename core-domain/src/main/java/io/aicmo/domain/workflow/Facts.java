package io.aicmo.domain.workflow;

import io.aicmo.domain.shared.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What conditions look at.
 *
 * @param event what the event says
 * @param lead what is known of the lead now; empty where the event is about none
 */
public record Facts(Map<String, Object> event, Map<String, Object> lead) {
    public Facts {
        event = Attributes.copyOf(event);
        lead = Attributes.copyOf(lead);
    }

    /** What stands in a field such as {@code lead.status}, or null where there is nothing. */
    @Nullable
    String text(String field) {
        int dot = field.indexOf('.');
        Map<String, Object> of = field.startsWith("lead.") ? lead : event;
        Object value = of.get(field.substring(dot + 1));
        return value == null ? null : value.toString();
    }
}
