package io.aicmo.http;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.PhoneNumber;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.std.FromStringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.module.SimpleSerializers;

/**
 * JSON as this API speaks it: {@code snake_case}, ids as bare UUIDs, times per RFC 3339, enums in lower case. Reading is
 * strict: UTF-8 only, no duplicate names, nothing after the end, at most {@value #MAX_DEPTH} levels.
 */
final class Json {
    /** How deep a document may nest. */
    static final int MAX_DEPTH = 64;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(100)
                            .maxNameLength(1_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addModule(words())
            .addMixIn(Entity.class, Shown.class)
            // A record is its components, not what it can be asked beyond them.
            .changeDefaultVisibility(checker -> checker.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .build();

    private Json() {}

    /**
     * Reads a body.
     *
     * @throws Problem 400, if it is not JSON, not UTF-8 or nested too deep
     */
    static JsonNode parse(byte[] body) {
        requireUtf8(body);
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node.isMissingNode()) {
                throw Problem.of(400, "the body must be a JSON object; it is empty");
            }
            return node;
        } catch (StreamConstraintsException e) {
            throw Problem.of(
                    400,
                    "the body is JSON beyond measure: at most " + MAX_DEPTH
                            + " levels, names of 1000 and numbers of 100 characters");
        } catch (JacksonException e) {
            throw Problem.of(400, "the body is not valid JSON: " + where(e));
        }
    }

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    private static String where(JacksonException e) {
        String message = e.getOriginalMessage();
        // The first sentence tells what is wrong; what follows speaks about parser features.
        String first = message.lines().findFirst().orElse("unreadable");
        return (first.length() > 200 ? first.substring(0, 200) : first) + " (line "
                + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ")";
    }

    private static void requireUtf8(byte[] body) {
        boolean ascii = true;
        for (byte b : body) {
            ascii &= b > 0;
        }
        if (ascii) {
            return;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw Problem.of(400, "the body is not valid UTF-8");
        }
        // The parser would take these for UTF-16 or UTF-32.
        if (body[0] == 0 || (body.length > 1 && body[1] == 0)) {
            throw Problem.of(400, "the body is not JSON in UTF-8");
        }
    }

    /** What is shown lives, so it does not say when it was deleted. */
    private interface Shown {
        @JsonIgnore
        @SuppressWarnings("UnusedMethod") // its annotation is read
        @Nullable
        Instant deletedAt();
    }

    private static SimpleModule words() {
        SimpleModule module = new SimpleModule("aicmo");
        module.setSerializers(new WordSerializers());
        module.setDeserializers(new WordDeserializers());
        return module;
    }

    private static final class WordSerializers extends SimpleSerializers {
        WordSerializers() {
            addSerializer(Id.class, text(id -> id.value().toString()));
            addSerializer(EmailAddress.class, text(EmailAddress::value));
            addSerializer(PhoneNumber.class, text(PhoneNumber::value));
        }

        @Override
        public @Nullable ValueSerializer<?> findEnumSerializer(
                SerializationConfig config,
                JavaType type,
                BeanDescription.Supplier description,
                JsonFormat.@Nullable Value format) {
            return text((Enum<?> value) -> Words.of(value));
        }
    }

    private static final class WordDeserializers extends SimpleDeserializers {
        WordDeserializers() {
            addDeserializer(EmailAddress.class, from(EmailAddress.class, EmailAddress::new));
            addDeserializer(PhoneNumber.class, from(PhoneNumber.class, PhoneNumber::new));
            addDeserializer(Instant.class, from(Instant.class, Times::instant));
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return isId(type) || super.hasDeserializerFor(config, type);
        }

        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            return isId(type.getRawClass())
                    ? idDeserializer(type.getRawClass())
                    : super.findBeanDeserializer(type, config, description);
        }

        @Override
        public @Nullable ValueDeserializer<?> findEnumDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            return enumDeserializer(type.getRawClass());
        }
    }

    static boolean isId(Class<?> type) {
        return type != Id.class && Id.class.isAssignableFrom(type);
    }

    /** The typed id around a UUID. */
    static <I> Function<UUID, I> idFactory(Class<I> type) {
        try {
            var constructor = type.getConstructor(UUID.class);
            return value -> {
                try {
                    return constructor.newInstance(value);
                } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
                    throw new IllegalStateException(type + " cannot be made of a UUID", e);
                }
            };
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " is not a record around one UUID", e);
        }
    }

    /** A UUID in its canonical form (RFC 9562 §4), or null for any other text. */
    static @Nullable UUID uuidOrNull(String text) {
        return isUuid(text) ? UUID.fromString(text) : null;
    }

    /** Whether a text is 32 hexadecimal digits with hyphens in their places; {@link UUID#fromString} takes less. */
    static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean fits = (i == 8 || i == 13 || i == 18 || i == 23) ? c == '-' : HexFormat.isHexDigit(c);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static <I> ValueDeserializer<I> idDeserializer(Class<I> type) {
        Function<UUID, I> factory = idFactory(type);
        return from(type, text -> factory.apply(UUID.fromString(text)));
    }

    private static <E> ValueDeserializer<E> enumDeserializer(Class<E> type) {
        return from(
                type,
                word -> type.cast(Words.parse(type, word)
                        .orElseThrow(() -> new IllegalArgumentException("one of " + Words.all(type)))));
    }

    private static <T> ValueDeserializer<T> from(Class<T> type, Function<String, T> parse) {
        return new FromStringDeserializer<T>(type) {
            @Override
            protected T _deserialize(String value, DeserializationContext context) {
                return parse.apply(value);
            }
        };
    }

    private static <T> ValueSerializer<T> text(Function<T, String> as) {
        return new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializationContext context) {
                generator.writeString(as.apply(value));
            }
        };
    }
}
