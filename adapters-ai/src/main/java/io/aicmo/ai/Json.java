package io.aicmo.ai;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as models are told and answer: {@code snake_case}, enums in lower case, a record around one {@code value} (an id,
 * an address) as that value.
 */
final class Json {
    private static final int MAX_DEPTH = 64;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(100)
                            .maxNameLength(1_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .annotationIntrospector(new BareValues())
            .build();

    private Json() {}

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Whether a record is nothing but a typed value. */
    static boolean isBareValue(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return components != null
                && components.length == 1
                && components[0].getName().equals("value");
    }

    /** Writes and reads records around one value as that value. */
    private static final class BareValues extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasAsValue(MapperConfig<?> config, Annotated annotated) {
            return (annotated instanceof AnnotatedMethod method && isTheValue(method))
                    ? Boolean.TRUE
                    : super.hasAsValue(config, annotated);
        }

        @Override
        public JsonCreator.@Nullable Mode findCreatorAnnotation(MapperConfig<?> config, Annotated annotated) {
            return (annotated instanceof AnnotatedConstructor constructor && takesTheValue(constructor))
                    ? JsonCreator.Mode.DELEGATING
                    : super.findCreatorAnnotation(config, annotated);
        }

        private static boolean isTheValue(AnnotatedMethod method) {
            return method.getName().equals("value")
                    && method.getParameterCount() == 0
                    && isBareValue(method.getDeclaringClass());
        }

        private static boolean takesTheValue(AnnotatedConstructor constructor) {
            if (!isBareValue(constructor.getDeclaringClass()) || constructor.getParameterCount() != 1) {
                return false;
            }
            RecordComponent value = constructor.getDeclaringClass().getRecordComponents()[0];
            return constructor.getRawParameterType(0) == value.getType();
        }
    }
}
