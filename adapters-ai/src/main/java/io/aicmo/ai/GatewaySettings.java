package io.aicmo.ai;

import io.aicmo.domain.job.Priority;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which model is asked, where, and how long that may take.
 *
 * @param baseUrl what {@code /chat/completions} follows, for example {@code https://openrouter.ai/api/v1}
 * @param key sent as a bearer token, or null for endpoints that want none; never shown
 * @param model the provider's name of the model
 * @param models models that are asked in its place what is so urgent
 * @param connectTimeout until the connection stands
 * @param idleTimeout at most so long between two bytes of an answer
 * @param totalTimeout until the end of the answer, all tries together
 * @param maxAnswerBytes longer answers are refused
 * @param prices what tokens cost, or null where the provider's own figure is all there is
 */
public record GatewaySettings(
        URI baseUrl,
        @Nullable String key,
        String model,
        Map<Priority, String> models,
        Duration connectTimeout,
        Duration idleTimeout,
        Duration totalTimeout,
        long maxAnswerBytes,
        @Nullable Prices prices) {
    private static final long MAX_ANSWER_BYTES = 4L * 1024 * 1024;

    public GatewaySettings {
        models = Map.copyOf(models);
    }

    /** US dollars for a million tokens. */
    public record Prices(BigDecimal inputPerMillion, BigDecimal outputPerMillion) {}

    /** These with ordinary time-outs, answers of up to 4 MiB, and no prices. */
    public static GatewaySettings of(URI baseUrl, @Nullable String key, String model) {
        return new GatewaySettings(
                baseUrl,
                key,
                model,
                Map.of(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(120),
                MAX_ANSWER_BYTES,
                null);
    }

    /** The same with other time-outs. */
    public GatewaySettings waiting(Duration idle, Duration total) {
        return new GatewaySettings(baseUrl, key, model, models, connectTimeout, idle, total, maxAnswerBytes, prices);
    }

    /** The same with prices, in US dollars for a million tokens; none if both are null. */
    public GatewaySettings priced(@Nullable Prices known) {
        return new GatewaySettings(
                baseUrl, key, model, models, connectTimeout, idleTimeout, totalTimeout, maxAnswerBytes, known);
    }

    /** The same with other models for what is so urgent. */
    public GatewaySettings choosing(Map<Priority, String> chosen) {
        return new GatewaySettings(
                baseUrl, key, model, chosen, connectTimeout, idleTimeout, totalTimeout, maxAnswerBytes, prices);
    }

    /** The model that is asked what is so urgent. */
    public String modelFor(Priority urgency) {
        return models.getOrDefault(urgency, model);
    }

    /** A text of the provider's, which may quote the key that it was sent, without it. */
    String withoutKey(String text) {
        return key == null || key.isEmpty() ? text : text.replace(key, "[key]");
    }

    @Override
    public String toString() {
        return "GatewaySettings[baseUrl=" + baseUrl + ", model=" + model + "]";
    }
}
