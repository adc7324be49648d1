package io.aicmo.ai;

import io.aicmo.port.ai.AiFailure;
import io.aicmo.port.ai.AiGateway.Reply;
import io.aicmo.port.ai.TokenCount;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What is read of an answer, or of the pieces of a streamed one. */
final class ChatReply {
    private final StringBuilder text = new StringBuilder();
    private final GatewaySettings settings;
    private String model;
    private @Nullable TokenCount tokens;
    private @Nullable BigDecimal cost;
    private boolean finished;

    ChatReply(GatewaySettings settings) {
        this.settings = settings;
        this.model = settings.model();
    }

    /** An answer that came as a whole. */
    static Reply whole(byte[] body, GatewaySettings settings) throws TryFailed {
        ChatReply reply = new ChatReply(settings);
        JsonNode answer = parse(body);
        reply.common(answer);
        JsonNode content = answer.at("/choices/0/message/content");
        if (!content.isString()) {
            throw malformed("it has no text");
        }
        reply.text.append(content.stringValue());
        return reply.reply();
    }

    /**
     * Takes in one piece of a stream.
     *
     * @return the text in it, often empty
     */
    String piece(String data) throws TryFailed {
        JsonNode piece = parse(data);
        common(piece);
        JsonNode choice = piece.at("/choices/0");
        finished |= choice.path("finish_reason").isString();
        String delta = choice.at("/delta/content").asString("");
        text.append(delta);
        return delta;
    }

    /** Whether the model has said that it has ended. */
    boolean isFinished() {
        return finished;
    }

    Reply reply() throws TryFailed {
        if (text.isEmpty()) {
            throw malformed("it is empty");
        }
        return new Reply(text.toString(), model, tokens, cost());
    }

    private void common(JsonNode answer) throws TryFailed {
        if (answer.path("error").isObject()) {
            throw Refusal.inBody(answer.path("error"), settings);
        }
        String named = answer.path("model").asString("");
        model = named.isBlank() || named.length() > 200 ? model : named;
        JsonNode usage = answer.path("usage");
        if (usage.path("prompt_tokens").isIntegralNumber()) {
            tokens = new TokenCount(
                    usage.path("prompt_tokens").asLong(0),
                    usage.path("completion_tokens").asLong(0));
        }
        if (usage.path("cost").isNumber()) {
            cost = usage.path("cost").decimalValue();
        }
    }

    private @Nullable BigDecimal cost() {
        GatewaySettings.Prices prices = settings.prices();
        if (cost != null || tokens == null || prices == null) {
            return cost;
        }
        return prices.inputPerMillion()
                .multiply(BigDecimal.valueOf(tokens.input()))
                .add(prices.outputPerMillion().multiply(BigDecimal.valueOf(tokens.output())))
                .movePointLeft(6);
    }

    private static JsonNode parse(byte[] body) throws TryFailed {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw malformed("it is not JSON");
        }
    }

    private static JsonNode parse(String data) throws TryFailed {
        try {
            return Json.MAPPER.readTree(data);
        } catch (JacksonException e) {
            throw malformed("a piece of it is not JSON");
        }
    }

    private static TryFailed malformed(String how) {
        return TryFailed.temporary("malformed answer: " + how, new AiFailure.Upstream());
    }
}
