package io.aicmo.providers.standardwebhooks;

import io.aicmo.domain.webhook.DeliveryAttempt;
import io.aicmo.port.webhook.SigningKeys;
import io.aicmo.port.webhook.WebhookSender;
import io.aicmo.providers.outbound.NotPermitted;
import io.aicmo.providers.outbound.OutboundClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Signs messages, posts them, and reads the beginning of what comes back. */
public final class StandardWebhookSender implements WebhookSender, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final int EXCERPT_BYTES = 2_000;

    private final OutboundClient client;

    public StandardWebhookSender(OutboundClient client) {
        this.client = client;
    }

    @Override
    public SigningKeys newKeys(RandomGenerator random) {
        return Signatures.newKeys(random);
    }

    @Override
    public void checkUrl(String url) {
        client.check("webhook_endpoint", url);
    }

    @Override
    public Receipt send(Message message, Instant now) {
        long begun = System.nanoTime();
        try (Response response = client.call(request(message, now)).execute()) {
            int status = response.code();
            String excerpt = excerpt(response);
            Duration retryAfter = RetryAfter.read(response.header("Retry-After"), now);
            return new Receipt(
                    new DeliveryAttempt(now, status, excerpt, error(status), millisSince(begun)), retryAfter);
        } catch (IOException e) {
            return new Receipt(new DeliveryAttempt(now, null, null, why(e), millisSince(begun)), null);
        }
    }

    private static Request request(Message message, Instant now) {
        String id = "msg_" + message.id();
        long seconds = now.getEpochSecond();
        String body = body(message);
        return new Request.Builder()
                .url(message.url())
                .header("User-Agent", "aicmo-webhooks/1")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", Signatures.header(message.keys(), id, seconds, body))
                .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8), JSON_TYPE))
                .build();
    }

    private static String body(Message message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", message.type());
        body.put("timestamp", message.occurredAt().toString());
        body.put("data", message.data());
        return JSON.writeValueAsString(body);
    }

    /** The beginning of the body, as far as a log can keep it; what breaks off while it is read has been answered. */
    private static @Nullable String excerpt(Response response) {
        Buffer read = new Buffer();
        try {
            BufferedSource source = response.body().source();
            long got = 0;
            while (got != -1 && read.size() < EXCERPT_BYTES) {
                got = source.read(read, EXCERPT_BYTES - read.size());
            }
        } catch (IOException brokenOff) {
            read.writeUtf8(" (broke off)");
        }
        String text = read.readUtf8().replaceAll("[\\x00\\p{Cs}]", "\ufffd");
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String error(int status) {
        if (status >= 200 && status < 300) {
            return null;
        }
        return status >= 300 && status < 400
                ? "answered " + status + "; redirects are not followed"
                : "answered " + status;
    }

    private static String why(IOException failure) {
        return switch (failure) {
            case NotPermitted no -> "not sent: " + no.getMessage();
            case InterruptedIOException late -> "no answer in time";
            default -> "no answer: " + String.valueOf(failure.getMessage()).replaceAll("[\\x00\\p{Cs}]", "\ufffd");
        };
    }

    private static long millisSince(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    @Override
    public void close() {
        client.close();
    }
}
