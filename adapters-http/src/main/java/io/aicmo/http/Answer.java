package io.aicmo.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a route answers.
 *
 * @param status the HTTP status, one of those that the route declares
 * @param body a response record, or null for none
 * @param headers further headers by name
 * @param version the version of what is shown, for its {@code ETag}, or 0 for none
 */
public record Answer(int status, @Nullable Object body, Map<String, String> headers, long version) {

    /** 200 with a body. */
    public static Answer ok(Object body) {
        return of(200, body);
    }

    /** 201 with the {@code Location} of what was made. */
    public static Answer created(String location, Object body) {
        return of(201, body).header("Location", location);
    }

    /** 200 with a text that is not JSON. */
    public static Answer text(String text, String contentType) {
        return ok(text.getBytes(StandardCharsets.UTF_8)).header("Content-Type", contentType);
    }

    /** 204. */
    public static Answer noContent() {
        return new Answer(204, null, Map.of(), 0);
    }

    /** Any status with a body. */
    public static Answer of(int status, Object body) {
        return new Answer(status, body, Map.of(), 0);
    }

    /** The same answer with a header. */
    public Answer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, body, more, version);
    }

    /** The same answer with an {@code ETag}. */
    public Answer version(long shown) {
        return new Answer(status, body, headers, shown);
    }
}
