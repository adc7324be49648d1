package io.aicmo.port.messaging;

import java.util.Map;

/** Fills templates without logic: {@code {{name}}}, sections and nothing more. */
public interface Templates {
    /** How values stand in what is filled. */
    enum Form {
        /** As they are. */
        TEXT,
        /** Escaped. */
        HTML
    }

    /**
     * A template with values in place of its variables.
     *
     * @param values by name: texts, flags, or maps of such
     * @throws io.aicmo.domain.shared.Rejected {@code template.variable_missing}, {@code template.malformed}, {@code
     *     template.too_long}
     */
    String fill(String template, Map<String, Object> values, Form form);
}
