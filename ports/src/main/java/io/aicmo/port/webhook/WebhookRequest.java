package io.aicmo.port.webhook;

import java.util.Locale;
import java.util.Map;

/**
 * A webhook as it came in.
 *
 * @param url the whole URL that the provider called, as it knows it (some sign it)
 * @param headers by lower-case name
 * @param body the bytes as they came; signatures are made over bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of the bytes would only cost
public record WebhookRequest(String url, Map<String, String> headers, byte[] body) {

    /** A header, or the empty string. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
