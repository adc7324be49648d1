package io.aicmo.http;

import io.aicmo.http.Problem.FieldError;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON merge patch (RFC 7396) of what may be changed about something: what is named is replaced, null removes, the
 * rest stays.
 *
 * @param <C> the record of what may be changed
 */
public final class Patch<C> {
    private final ObjectNode patch;
    private final BodyReader<C> reader;

    /** @throws Problem 422, if it names what cannot be changed */
    Patch(JsonNode body, BodyReader<C> reader) {
        if (!(body instanceof ObjectNode object)) {
            throw Problem.invalid("", "field.invalid", "the body must be an object");
        }
        List<FieldError> unknown = object.propertyNames().stream()
                .filter(name -> !reader.fields().contains(name))
                .map(name -> new FieldError(
                        "/" + BodyReader.escape(name), "field.unknown", name + " is not a field that can be changed"))
                .toList();
        if (!unknown.isEmpty()) {
            throw Problem.invalid(unknown);
        }
        this.patch = object;
        this.reader = reader;
    }

    /**
     * What it makes of what is there.
     *
     * @throws Problem 422, if that would not be valid
     */
    public C applyTo(C current) {
        ObjectNode merged = Json.MAPPER.valueToTree(current);
        merge(merged, patch);
        return reader.read(merged);
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        patch.forEachEntry((name, value) -> {
            if (value.isNull()) {
                target.remove(name);
            } else if (value instanceof ObjectNode change) {
                ObjectNode inner = target.get(name) instanceof ObjectNode there ? there : target.putObject(name);
                merge(inner, change);
            } else {
                target.set(name, value);
            }
        });
    }
}
