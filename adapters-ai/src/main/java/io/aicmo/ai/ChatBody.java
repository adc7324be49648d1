package io.aicmo.ai;

import io.aicmo.port.ai.AiGateway.Message;
import io.aicmo.port.ai.AiGateway.Question;
import io.aicmo.port.ai.AiGateway.Shape;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** A question as chat completions take it (https://platform.openai.com/docs/api-reference/chat/create). */
final class ChatBody {
    private ChatBody() {}

    static byte[] of(String model, Question question, boolean streamed) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("model", model);
        ArrayNode messages = body.putArray("messages");
        for (Message message : question.messages()) {
            messages.addObject()
                    .put("role", message.speaker().name().toLowerCase(Locale.ROOT))
                    .put("content", message.text());
        }
        if (question.shape() != null) {
            shape(body.putObject("response_format"), question.shape());
        }
        if (streamed) {
            body.put("stream", true);
            body.putObject("stream_options").put("include_usage", true);
        }
        return Json.MAPPER.writeValueAsBytes(body);
    }

    private static void shape(ObjectNode format, Shape shape) {
        format.put("type", "json_schema");
        format.putObject("json_schema")
                .put("name", shape.name())
                .put("strict", shape.strict())
                .putRawValue("schema", new RawValue(shape.jsonSchema()));
    }
}
