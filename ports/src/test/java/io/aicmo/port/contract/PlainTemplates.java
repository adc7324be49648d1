package io.aicmo.port.contract;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.messaging.Templates;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in names, escapes tags in HTML and knows nothing else; for those who have no library for it. */
public final class PlainTemplates implements Templates {
    private static final Pattern NAME = Pattern.compile("\\{\\{([a-z_]+)}}");

    @Override
    public String fill(String template, Map<String, Object> values, Form form) {
        return NAME.matcher(template).replaceAll(found -> {
            Object value = values.get(found.group(1));
            if (value == null) {
                throw Rejected.of("template.variable_missing", found.group() + " is not known");
            }
            String said = String.valueOf(value);
            return Matcher.quoteReplacement(
                    form == Form.HTML ? said.replace("<", "&lt;").replace(">", "&gt;") : said);
        });
    }
}
