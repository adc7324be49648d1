package io.aicmo.http;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.DefaultSchemaDefinitionNamingStrategy;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.PhoneNumber;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas (2020-12) of request and response records. A component is required unless it is {@code @Nullable};
 * Jakarta's constraint annotations narrow it; a request takes no field that its record does not have.
 */
final class Schemas {
    /** The longest text that a component without its own limit takes. */
    static final int DEFAULT_MAX_LENGTH = 10_000;

    /** What events say is kept without nulls. */
    private static final Package EVENT_DATA = DomainEvent.class.getPackage();

    private final SchemaGenerator requests = generator(true);
    private final SchemaGenerator responses = generator(false);

    /** The schema of one request class, complete in itself. */
    synchronized ObjectNode request(Type type, Type... arguments) {
        return requests.generateSchema(type, arguments);
    }

    /** The schema of one response class, complete in itself. */
    synchronized ObjectNode response(Type type, Type... arguments) {
        return responses.generateSchema(type, arguments);
    }

    /** Collects the schemas of many request classes under names. */
    SchemaBuilder requests() {
        return requests.buildMultipleSchemaDefinitions();
    }

    /** Collects the schemas of many response classes under names. */
    SchemaBuilder responses() {
        return responses.buildMultipleSchemaDefinitions();
    }

    private static SchemaGenerator generator(boolean request) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        Json.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(
                        Option.DEFINITIONS_FOR_ALL_OBJECTS,
                        Option.PLAIN_DEFINITION_KEYS,
                        Option.INLINE_NULLABLE_SCHEMAS,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .without(Option.SCHEMA_VERSION_INDICATOR)
                .with(new JakartaValidationModule(JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
        if (request) {
            config.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
            config.forTypesInGeneral().withDefinitionNamingStrategy(new InputNames());
        }
        config.forFields()
                .withIgnoreCheck(field -> field.getDeclaredName().equals("deletedAt")
                        && Entity.class.isAssignableFrom(field.getRawMember().getDeclaringClass()))
                .withPropertyNameOverrideResolver(field -> Words.snake(field.getName()))
                .withNullableCheck(field -> !field.isFakeContainerItemScope() && isNullable(field))
                .withRequiredCheck(field -> !isNullable(field) || (!request && !leavesNullsOut(field)))
                .withStringMaxLengthResolver(field ->
                        request && field.getType().getErasedType() == String.class ? DEFAULT_MAX_LENGTH : null);
        if (request) {
            config.forTypesInGeneral()
                    .withNumberInclusiveMinimumResolver(
                            scope -> bound(scope.getType().getErasedType(), true))
                    .withNumberInclusiveMaximumResolver(
                            scope -> bound(scope.getType().getErasedType(), false));
        }
        // As they are declared.
        config.forTypesInGeneral().withPropertySorter((unused, unusedToo) -> 0);
        config.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            ObjectNode schema = isFacts(type)
                    ? Json.MAPPER.createObjectNode().put("type", "object")
                    : special(type.getErasedType());
            return schema == null
                    ? null
                    : new CustomDefinition(
                            schema, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
        });
        return new SchemaGenerator(config.build());
    }

    /** What is both asked for and shown is held to more where it is asked for; so it is named apart. */
    private static final class InputNames extends DefaultSchemaDefinitionNamingStrategy {
        @Override
        public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
            boolean askedForOnly = key.getType().getErasedType().getName().startsWith("io.aicmo.http.");
            return super.getDefinitionNameForKey(key, context) + (askedForOnly ? "" : "Input");
        }
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean leavesNullsOut(FieldScope field) {
        Class<?> record = field.getRawMember().getDeclaringClass();
        return record.isAnnotationPresent(JsonInclude.class)
                || record.getPackage().equals(EVENT_DATA);
    }

    /** Facts by name, whatever they are: any object. */
    private static boolean isFacts(ResolvedType type) {
        List<ResolvedType> of = type.typeParametersFor(Map.class);
        return of != null && of.size() == 2 && of.get(1).getErasedType() == Object.class;
    }

    private static @Nullable BigDecimal bound(Class<?> type, boolean lower) {
        if (type == int.class || type == Integer.class) {
            return BigDecimal.valueOf(lower ? Integer.MIN_VALUE : Integer.MAX_VALUE);
        }
        if (type == long.class || type == Long.class) {
            return BigDecimal.valueOf(lower ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
        return null;
    }

    /** The schema of a type that JSON writes in one word, or null for any other type. */
    private static @Nullable ObjectNode special(Class<?> type) {
        if (Json.isId(type) || type == UUID.class) {
            return string("uuid");
        }
        if (type == EmailAddress.class) {
            return string("email");
        }
        if (type == PhoneNumber.class) {
            return string("phone");
        }
        if (type == Instant.class) {
            return string("date-time");
        }
        if (type == LocalDate.class) {
            return string("date");
        }
        if (type.isEnum()) {
            ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "string");
            var words = schema.putArray("enum");
            Words.all(type).forEach(words::add);
            return schema;
        }
        if (type == Money.class) {
            return money();
        }
        if (type == ZoneId.class) {
            return Json.MAPPER.createObjectNode().put("type", "string");
        }
        if (JsonNode.class.isAssignableFrom(type) || type == Object.class) {
            return Json.MAPPER.createObjectNode().put("additionalProperties", true);
        }
        return null;
    }

    /** What {@link Money} takes, so that what passes here binds. */
    private static ObjectNode money() {
        ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties
                .putObject("amount")
                .put("type", "number")
                .put("minimum", 0)
                .put("maximum", BigDecimal.TEN.pow(Money.DIGITS).subtract(BigDecimal.ONE))
                .put("multipleOf", BigDecimal.ONE.movePointLeft(Money.DECIMALS));
        properties.putObject("currency").put("type", "string").put("pattern", "^[A-Z]{3}$");
        schema.putArray("required").add("amount").add("currency");
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode string(String format) {
        return Json.MAPPER.createObjectNode().put("type", "string").put("format", format);
    }
}
