package io.aicmo.http;

import io.aicmo.domain.shared.Lazy;
import java.util.List;
import java.util.Map;

/**
 * A part of a body whose record depends on what else the body says: checked and bound as a body of its own, and what is
 * wrong is told with its place in the whole.
 *
 * @param <B> what it is read as
 */
public final class Part<B> {
    private final String pointer;
    private final Lazy<BodyReader<B>> reader;

    /** @param pointer where in the body it is, a JSON pointer */
    public Part(String pointer, Class<B> type) {
        this.pointer = pointer;
        this.reader = new Lazy<>(() -> new BodyReader<>(type, new Schemas().request(type)));
    }

    /** The part as a record; refuses it with every fault, as bodies are. */
    public B read(Map<String, Object> part) {
        return read(part, "");
    }

    /**
     * The part as a record.
     *
     * @param place where in the body that stands of which it is a part, a JSON pointer
     */
    public B read(Map<String, Object> part, String place) {
        try {
            return reader.get().read(Json.MAPPER.valueToTree(part));
        } catch (Problem problem) {
            List<Problem.FieldError> placed = problem.errors().stream()
                    .map(error ->
                            new Problem.FieldError(place + pointer + error.pointer(), error.code(), error.detail()))
                    .toList();
            throw problem.with(placed);
        }
    }
}
