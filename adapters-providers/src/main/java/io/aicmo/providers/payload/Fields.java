package io.aicmo.providers.payload;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields of a JSON object, each read as the type that it must have. A field that is missing, null or a blank text is
 * not there. Every method throws {@link Rejected} where the field is there and is something else, naming it.
 */
public final class Fields {
    private static final Pattern UUID_SHAPE = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern DECIMAL_SHAPE = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final JsonNode object;

    private Fields(JsonNode object) {
        this.object = object;
    }

    /** @throws Rejected if it is no object */
    public static Fields of(JsonNode node) {
        if (!node.isObject()) {
            throw Rejected.of("webhook.unreadable", "an event must be a JSON object");
        }
        return new Fields(node);
    }

    /** The field as it is, or null. */
    public @Nullable JsonNode node(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    public @Nullable String text(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            throw Unreadable.field(name, "must be a string");
        }
        String text = node.stringValue();
        return text.isBlank() ? null : storable(name, text);
    }

    public String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw Unreadable.field(name, "is missing");
        }
        return text;
    }

    /** One text, or a list of texts. */
    public List<String> texts(String name) {
        JsonNode node = node(name);
        if (node == null || !node.isArray()) {
            String text = text(name);
            return text == null ? List.of() : List.of(text);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.isString()) {
                throw Unreadable.field(name, "must be a string or a list of strings");
            }
            texts.add(storable(name, element.stringValue()));
        }
        return texts;
    }

    /** An object's fields; none where it is not there. */
    public Fields object(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return new Fields(JsonNodeFactory.instance.objectNode());
        }
        if (!node.isObject()) {
            throw Unreadable.field(name, "must be an object");
        }
        return new Fields(node);
    }

    /** Texts by name: an object of texts, or a list of objects with {@code name} and {@code value}. */
    public Map<String, String> namedTexts(String name) {
        JsonNode node = node(name);
        Map<String, String> texts = new LinkedHashMap<>();
        if (node != null && node.isArray()) {
            node.forEach(element -> {
                Fields pair = of(element);
                put(texts, pair.text("name"), pair.text("value"));
            });
        } else {
            Fields fields = object(name);
            fields.object.properties().forEach(field -> {
                // Before it is read, for what is wrong with a field is said by its name.
                String key = storable(name, field.getKey());
                put(texts, key, fields.text(key));
            });
        }
        return texts;
    }

    private static void put(Map<String, String> texts, @Nullable String name, @Nullable String value) {
        if (name != null && value != null) {
            texts.put(name, value);
        }
    }

    /** A time such as {@code 2026-01-31T09:30:00Z}; see {@link Times#parse}. */
    public @Nullable Instant time(String name) {
        String text = text(name);
        return text == null ? null : Times.parse(text, name);
    }

    /** Seconds since 1970. */
    public @Nullable Instant unixTime(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.longValue() < 0
                || node.longValue() > LATEST.getEpochSecond()) {
            throw Unreadable.field(name, "must be seconds since 1970");
        }
        return Instant.ofEpochSecond(node.longValue());
    }

    /** A whole number. */
    public @Nullable Long whole(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw Unreadable.field(name, "must be a whole number");
        }
        return node.longValue();
    }

    /** A decimal number such as {@code 49.00}, as a text or a number. */
    public @Nullable BigDecimal decimal(String name) {
        JsonNode node = node(name);
        String text = node != null && node.isNumber() ? node.asString() : text(name);
        if (text == null) {
            return null;
        }
        if (!DECIMAL_SHAPE.matcher(text).matches()) {
            throw Unreadable.field(name, "must be a decimal number");
        }
        return new BigDecimal(text);
    }

    public boolean flag(String name) {
        JsonNode node = node(name);
        return node != null && node.isBoolean() && node.booleanValue();
    }

    public @Nullable CampaignId campaignId(String name) {
        return id(text(name), name, CampaignId::new);
    }

    public @Nullable LeadId leadId(String name) {
        return id(text(name), name, LeadId::new);
    }

    public @Nullable ContactId contactId(String name) {
        return id(text(name), name, ContactId::new);
    }

    public @Nullable EmailAddress email(String name) {
        return EmailAddress.ofNullable(text(name));
    }

    public @Nullable PhoneNumber phone(String name) {
        return PhoneNumber.ofNullable(text(name));
    }

    /**
     * An id, or null where the text is.
     *
     * @throws Rejected if it is no UUID in its canonical form
     */
    public static <I> @Nullable I id(@Nullable String text, String name, Function<UUID, I> type) {
        if (text == null) {
            return null;
        }
        if (!UUID_SHAPE.matcher(text).matches()) {
            throw Unreadable.field(name, "must be a UUID");
        }
        return type.apply(UUID.fromString(text));
    }

    private static String storable(String name, String text) {
        if (!Text.isStorable(text)) {
            throw Unreadable.field(name, "must not contain U+0000 or half a surrogate pair");
        }
        return text;
    }
}
