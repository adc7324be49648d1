package io.aicmo.http;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.http.Problem.FieldError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the bodies of one request class: checked against its JSON Schema, so that every fault is told at once, and then
 * bound. The schema is made once; it is the one that the OpenAPI document shows.
 */
final class BodyReader<B> {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .formats(formats -> {
                        formats.clear();
                        formats.put("uuid", format("uuid", Json::isUuid));
                        formats.put("email", format("email", parses(EmailAddress::new)));
                        formats.put("phone", format("phone", parses(PhoneNumber::new)));
                        formats.put("date-time", format("date-time", parses(Times::instant)));
                        formats.put("date", format("date", parses(Times::day)));
                    })
                    .build(),
            builder -> builder.schemaRegistryConfig(com.networknt.schema.SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .preloadSchema(true)
                    .build()));
    /** So many faults are told; one that is made a million times is told often enough. */
    private static final int MAX_ERRORS = 100;
    /** Beyond this, neither a double nor a column of the database can hold it. */
    private static final int MAX_EXPONENT = 300;

    private final Schema schema;
    private final Set<String> fields;
    private final ObjectReader reader;

    BodyReader(Class<B> type, ObjectNode jsonSchema) {
        this(Json.MAPPER.constructType(type), jsonSchema);
    }

    BodyReader(JavaType type, ObjectNode jsonSchema) {
        this.fields = Set.copyOf(jsonSchema.path("properties").propertyNames());
        this.schema = REGISTRY.getSchema(jsonSchema);
        this.schema.initializeValidators();
        this.reader = Json.MAPPER.readerFor(type);
    }

    /** The names of the request's fields. */
    Set<String> fields() {
        return fields;
    }

    /**
     * The body as a record.
     *
     * @throws Problem 422 with every fault
     */
    B read(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        checkStorable(body, null, errors);
        for (Error error : schema.validate(body)) {
            errors.add(fieldError(error));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors.subList(0, Math.min(errors.size(), MAX_ERRORS)));
        }
        return reader.readValue(body);
    }

    private static FieldError fieldError(Error error) {
        String at = error.getInstanceLocation().toString();
        String property = error.getProperty();
        String pointer = property == null ? at : at + "/" + escape(property);
        String name = pointer.isEmpty() ? "the body" : pointer.substring(1);
        return switch (error.getKeyword()) {
            case "required" -> new FieldError(pointer, "field.missing", name + " is missing");
            case "additionalProperties" ->
                new FieldError(pointer, "field.unknown", name + " is not a field of this request");
            default -> new FieldError(pointer, "field.invalid", name + ": " + explain(error));
        };
    }

    /** Where a value is; written down only where it is at fault. */
    private record At(@Nullable At parent, String name) {
        String pointer() {
            return (parent == null ? "" : parent.pointer()) + "/" + escape(name);
        }
    }

    private static String pointer(@Nullable At at) {
        return at == null ? "" : at.pointer();
    }

    /** Text must be storable, numbers must be numbers that a column can hold. */
    private static void checkStorable(JsonNode node, @Nullable At at, List<FieldError> errors) {
        if (node.isString()) {
            requireStorable(node.stringValue(), at, errors);
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                At child = new At(at, entry.getKey());
                requireStorable(entry.getKey(), child, errors);
                checkStorable(entry.getValue(), child, errors);
            }
        } else if (node.isArray()) {
            int index = 0;
            for (JsonNode child : node) {
                checkStorable(child, new At(at, Integer.toString(index++)), errors);
            }
        } else if (node.isBigDecimal() && isBeyondMeasure(node.decimalValue())) {
            errors.add(new FieldError(pointer(at), "number.out_of_range", "a number must be between -1e300 and 1e300"));
        }
    }

    private static boolean isBeyondMeasure(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT || number.scale() > MAX_EXPONENT;
    }

    private static void requireStorable(String text, @Nullable At at, List<FieldError> errors) {
        if (!Text.isStorable(text)) {
            errors.add(new FieldError(
                    pointer(at), "text.not_storable", "text must not contain U+0000 or half a surrogate pair"));
        }
    }

    static String escape(String name) {
        return name.indexOf('~') < 0 && name.indexOf('/') < 0
                ? name
                : name.replace("~", "~0").replace("/", "~1");
    }

    private static Predicate<String> parses(Function<String, Object> parse) {
        return text -> {
            try {
                return parse.apply(text) != null;
            } catch (Rejected | DateTimeException notOne) {
                return false;
            }
        };
    }

    /** A format that is what a type accepts: what passes here binds. */
    private static Format format(String name, Predicate<String> accepts) {
        return new Format() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public boolean matches(ExecutionContext context, String value) {
                return accepts.test(value);
            }
        };
    }

    private static String explain(Error error) {
        if (!error.getKeyword().equals("format")) {
            return error.getMessage();
        }
        return switch (error.getSchemaNode().stringValue()) {
            case "uuid" -> "must be a UUID";
            case "email" -> "must be an address such as ada@example.com";
            case "phone" -> "must be a number such as +14155550123";
            case "date-time" -> "must be a time such as 2026-05-01T09:30:00Z, from 1900 to 2999";
            case "date" -> "must be a day such as 2026-05-01, from 1900 to 2999";
            default -> error.getMessage();
        };
    }
}
