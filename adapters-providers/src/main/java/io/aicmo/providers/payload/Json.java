package io.aicmo.providers.payload;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON from outside: bounded in depth and in the length of numbers and names. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNumberLength(64)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .build();

    private Json() {}

    /**
     * A whole body.
     *
     * @throws io.aicmo.domain.shared.Rejected {@code webhook.unreadable}
     */
    public static JsonNode read(byte[] body) {
        return find(body).orElseThrow(() -> Unreadable.body("the body must be JSON, nested at most 32 deep"));
    }

    /** A whole body, or empty where it is no JSON. */
    public static Optional<JsonNode> find(byte[] body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body)).filter(node -> !node.isMissingNode());
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
