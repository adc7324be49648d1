package io.aicmo.port.contract;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.messaging.Templates;
import java.util.Map;
import java.util.regex.Pattern;

/** Fills in names and knows nothing else; for those who have no library for it. */
public final class PlainTemplates implements Templates {
    private static final Pattern NAME = Pattern.compile("\\{\\{([a-z_]+)}}");

    @Override
    public String fill(String template, Map<String, Object> values, Form form) {
        return NAME.matcher(template).replaceAll(found -> {
            Object value = values.get(found.group(1));
            if (value == null) {
                throw Rejected.of("template.variable_missing", found.group() + " is not known");
            }
            return java.util.regex.Matcher.quoteReplacement(String.valueOf(value));
        });
    }
}
