package io.aicmo.postgres.sql;

import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.tenant.Permission;
import java.lang.reflect.Constructor;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON as it stands in columns: names in snake_case, enums in lower case, permissions as their scopes, ids and
 * addresses as bare texts, times in UTC to the microsecond.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(words())
            .build();

    private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    /** A value as the text of a JSON document. */
    public static String text(@Nullable Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A document as a value of this type. */
    public static Object read(String json, Type type) {
        return MAPPER.readValue(json, MAPPER.constructType(type));
    }

    /** The objects of an array, each by its members' names. */
    public static List<Map<String, Object>> objects(String json) {
        return MAPPER.readValue(json, OBJECTS);
    }

    /** An object's members by their names. */
    public static Map<String, Object> object(String json) {
        return MAPPER.readValue(json, OBJECT);
    }

    private static SimpleModule words() {
        SimpleModule module = new SimpleModule("columns");
        writes(module, Id.class, id -> id.value().toString());
        writes(module, EmailAddress.class, EmailAddress::value);
        writes(module, PhoneNumber.class, PhoneNumber::value);
        writes(module, Sealed.class, Sealed::value);
        writes(module, Permission.class, Permission::scope);
        writes(module, ZoneId.class, ZoneId::getId);
        writes(
                module,
                Instant.class,
                time -> time.truncatedTo(ChronoUnit.MICROS).toString());
        module.setDeserializers(new Ids());
        return module;
    }

    private static <T> void writes(SimpleModule module, Class<T> type, Function<T, String> as) {
        module.addSerializer(type, new ValueSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializationContext context) {
                generator.writeString(as.apply(value));
            }
        });
    }

    private static <T> ValueDeserializer<T> reads(Function<String, T> from) {
        return new ValueDeserializer<>() {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                return from.apply(parser.getString());
            }
        };
    }

    /** Finds how to read what is one text in JSON, typed ids of any kind among it. */
    private static final class Ids extends SimpleDeserializers {
        private static final long serialVersionUID = 1L;

        Ids() {
            addDeserializer(EmailAddress.class, reads(EmailAddress::new));
            addDeserializer(PhoneNumber.class, reads(PhoneNumber::new));
            addDeserializer(Sealed.class, reads(Sealed::new));
            addDeserializer(
                    Permission.class,
                    reads(scope -> Permission.ofScope(scope)
                            .orElseThrow(() -> new IllegalStateException("unknown scope " + scope))));
        }

        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            return Id.class.isAssignableFrom(type.getRawClass())
                    ? reads(idMaker(type.getRawClass()))
                    : super.findBeanDeserializer(type, config, description);
        }

        private static Function<String, Object> idMaker(Class<?> type) {
            Constructor<?> constructor = constructor(type);
            return text -> {
                try {
                    return constructor.newInstance(UUID.fromString(text));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(text + " is no " + type.getSimpleName(), e);
                }
            };
        }

        private static Constructor<?> constructor(Class<?> type) {
            try {
                return type.getConstructor(UUID.class);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " is not made of one UUID", e);
            }
        }
    }
}
