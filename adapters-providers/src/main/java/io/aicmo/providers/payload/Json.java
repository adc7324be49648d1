package io.aicmo.providers.payload;

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
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node == null || node.isMissingNode()) {
                throw Unreadable.body("the body must be JSON and is empty");
            }
            return node;
        } catch (JacksonException notJson) {
            throw Unreadable.body("the body must be JSON, nested at most 32 deep");
        }
    }
}
