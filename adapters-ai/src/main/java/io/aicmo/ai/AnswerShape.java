package io.aicmo.ai;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.port.ai.AiGateway.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/** The shape of an agent's answers: what the model is asked for, and what its answers are held against. */
final class AnswerShape<O extends Record> {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    /** Models like to dress JSON as a block of Markdown. */
    private static final Pattern FENCED = Pattern.compile("\\A\\s*```[a-zA-Z]*\\s*(.*?)\\s*```\\s*\\z", Pattern.DOTALL);
    /** So many faults are told; one that is made a thousand times is told often enough. */
    private static final int MAX_FAULTS = 20;
    /** Beyond this no column of the database holds it. */
    private static final int MAX_EXPONENT = 300;

    private final Shape asked;
    private final Schema taken;
    private final ObjectReader reader;

    AnswerShape(String name, Class<O> type, Schemas schemas) {
        ObjectNode schema = schemas.asked(type);
        this.asked = new Shape(name, schema.toString(), Schemas.isStrict(schema));
        this.taken = REGISTRY.getSchema(schemas.taken(type));
        this.reader = Json.MAPPER.readerFor(type);
    }

    /** What is wrong with an answer. */
    static final class Faulty extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient List<String> faults;

        Faulty(List<String> faults) {
            super(String.join("; ", faults));
            this.faults = faults.size() > MAX_FAULTS ? List.copyOf(faults.subList(0, MAX_FAULTS)) : List.copyOf(faults);
        }

        List<String> faults() {
            return faults;
        }
    }

    /** What the model is asked for. */
    Shape asked() {
        return asked;
    }

    /**
     * An answer as a record that obeys its rules.
     *
     * @throws Faulty with every fault that can be told at once
     */
    O read(String text) throws Faulty {
        JsonNode answer = parse(text);
        List<String> faults = new ArrayList<>();
        checkStorable(answer, "", faults);
        for (Error error : taken.validate(answer)) {
            faults.add(at(error.getInstanceLocation().toString()) + error.getMessage());
        }
        if (!faults.isEmpty()) {
            throw new Faulty(faults);
        }
        return bind(answer);
    }

    private static JsonNode parse(String text) throws Faulty {
        Matcher fenced = FENCED.matcher(text);
        try {
            JsonNode answer = Json.MAPPER.readTree(fenced.matches() ? fenced.group(1) : text);
            if (!answer.isObject()) {
                throw new Faulty(List.of("the answer must be one JSON object"));
            }
            return answer;
        } catch (JacksonException e) {
            throw new Faulty(List.of("the answer is not valid JSON: " + firstLine(e.getOriginalMessage())));
        }
    }

    private O bind(JsonNode answer) throws Faulty {
        try {
            return reader.readValue(answer);
        } catch (JacksonException e) {
            throw new Faulty(reasons(e));
        }
    }

    /** A rule of a record's constructor says more than the mapper that called it. */
    private static List<String> reasons(JacksonException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Rejected rejected) {
            return rejected.violations().stream()
                    .map(violation -> at(violation.field()) + violation.detail())
                    .toList();
        }
        return List.of(at(path(e)) + firstLine(cause == null ? e.getOriginalMessage() : cause.getMessage()));
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        e.getPath()
                .forEach(step -> path.append('/')
                        .append(
                                step.getPropertyName() == null
                                        ? Integer.toString(step.getIndex())
                                        : step.getPropertyName()));
        return path.toString();
    }

    private static String at(@Nullable String place) {
        return place == null || place.isEmpty() ? "" : place + ": ";
    }

    private static String firstLine(@Nullable String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        return line.isEmpty() ? "it breaks a rule" : line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }

    private static void checkStorable(JsonNode node, String at, List<String> faults) {
        if (node.isString() && !Text.isStorable(node.stringValue())) {
            faults.add(at(at) + "text must not contain U+0000 or half a surrogate pair");
        } else if (node.isBigDecimal() && isBeyondMeasure(node.decimalValue())) {
            faults.add(at(at) + "a number must be between -1e300 and 1e300");
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                checkStorable(member.getValue(), at + "/" + member.getKey(), faults);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                checkStorable(node.get(i), at + "/" + i, faults);
            }
        }
    }

    private static boolean isBeyondMeasure(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT || number.scale() > MAX_EXPONENT;
    }
}
