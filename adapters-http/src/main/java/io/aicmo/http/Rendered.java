package io.aicmo.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer in bytes. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Rendered(int status, byte @Nullable [] body, Map<String, String> headers, long version) {
    Rendered(int status, byte @Nullable [] body, long version) {
        this(status, body, new LinkedHashMap<>(), version);
    }

    static Rendered of(Answer answer) {
        Object body = answer.body();
        return new Rendered(
                answer.status(),
                body == null ? null : body instanceof byte[] bytes ? bytes : Json.write(body),
                new LinkedHashMap<>(answer.headers()),
                answer.version());
    }
}
