package io.aicmo.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.port.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Webhooks as tests send them, and what came of them. */
public final class Requests {
    public static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    public static final String URL = "https://aicmo.example.com/functions/v1/email-webhook?source=1";

    private Requests() {}

    public static WebhookRequest request(String body, String... headers) {
        return request(URL, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** @param headers names and values in turn */
    public static WebhookRequest request(String url, byte[] body, String... headers) {
        Map<String, String> byName = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            byName.put(headers[i].toLowerCase(Locale.ROOT), headers[i + 1]);
        }
        return new WebhookRequest(url, byName, body);
    }

    public static WebhookRequest without(String header, WebhookRequest request) {
        return with(header, "", request);
    }

    public static WebhookRequest with(String header, String value, WebhookRequest request) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put(header.toLowerCase(Locale.ROOT), value);
        return new WebhookRequest(request.url(), headers, request.body());
    }

    public static WebhookRequest withBody(String body, WebhookRequest request) {
        return new WebhookRequest(request.url(), request.headers(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** The one event that was told. */
    public static ChannelEvent told(List<Item> items) {
        assertThat(items).hasSize(1);
        return told(items.get(0));
    }

    public static ChannelEvent told(Item item) {
        assertThat(item).isInstanceOf(Item.Told.class);
        return ((Item.Told) item).event();
    }

    /** What was said about the one event that could not be understood. */
    public static String unreadable(List<Item> items) {
        assertThat(items).hasSize(1);
        return unreadable(items.get(0));
    }

    public static String unreadable(Item item) {
        assertThat(item).isInstanceOf(Item.Unreadable.class);
        return ((Item.Unreadable) item).detail();
    }
}
