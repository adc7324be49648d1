package io.aicmo.ai;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas (2020-12) of output records, closed: an object has what its record has and nothing else. Models are asked
 * for every component, with null where there is none, because strict modes want it so; an answer that leaves a {@code
 * @Nullable} one out is taken too.
 */
final class Schemas {
    private final SchemaGenerator asked = generator(true);
    private final SchemaGenerator taken = generator(false);

    /** What models are asked for. */
    synchronized ObjectNode asked(Class<?> type) {
        return asked.generateSchema(type);
    }

    /** What is taken from them. */
    synchronized ObjectNode taken(Class<?> type) {
        return taken.generateSchema(type);
    }

    /** Whether every object is closed and requires all that it has. */
    static boolean isStrict(JsonNode schema) {
        boolean object = schema.path("type").asString("").equals("object");
        boolean closed = !object
                || (schema.path("additionalProperties").isBoolean()
                        && !schema.path("additionalProperties").booleanValue());
        return closed && schema.valueStream().allMatch(Schemas::isStrict);
    }

    private static SchemaGenerator generator(boolean everythingRequired) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        Json.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(
                        Option.PLAIN_DEFINITION_KEYS,
                        Option.INLINE_NULLABLE_SCHEMAS,
                        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        config.forFields()
                .withPropertyNameOverrideResolver(field -> snake(field.getName()))
                .withNullableCheck(field -> !field.isFakeContainerItemScope() && isNullable(field))
                .withRequiredCheck(field -> everythingRequired || !isNullable(field));
        // As they are declared.
        config.forTypesInGeneral().withPropertySorter((unused, unusedToo) -> 0);
        config.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            if (Json.isBareValue(type.getErasedType())) {
                ResolvedType bare = context.getTypeContext().resolve(bareType(type.getErasedType()));
                return inline(context.createDefinition(bare));
            }
            ObjectNode schema = isFacts(type)
                    ? Json.MAPPER.createObjectNode().put("type", "object")
                    : special(type.getErasedType());
            return schema == null ? null : inline(schema);
        });
        return new SchemaGenerator(config.build());
    }

    private static CustomDefinition inline(ObjectNode schema) {
        return new CustomDefinition(
                schema, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
    }

    private static Class<?> bareType(Class<?> type) {
        RecordComponent value = type.getRecordComponents()[0];
        return value.getType();
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Facts by name, whatever they are. */
    private static boolean isFacts(ResolvedType type) {
        var of = type.typeParametersFor(Map.class);
        return of != null && of.size() == 2 && of.get(1).getErasedType() == Object.class;
    }

    private static @Nullable ObjectNode special(Class<?> type) {
        if (type == UUID.class) {
            return string("uuid");
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
            for (Object value : type.getEnumConstants()) {
                words.add(((Enum<?>) value).name().toLowerCase(Locale.ROOT));
            }
            return schema;
        }
        return null;
    }

    private static ObjectNode string(String format) {
        return Json.MAPPER.createObjectNode().put("type", "string").put("format", format);
    }

    private static String snake(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
