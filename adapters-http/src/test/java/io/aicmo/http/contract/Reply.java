package io.aicmo.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(String request, int status, HttpHeaders headers, byte[] body) {
    static final JsonMapper JSON = JsonMapper.builder().build();

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** A field of the body, by JSON pointer. */
    public JsonNode at(String pointer) {
        return json().at(pointer);
    }

    /** A text in the body, by JSON pointer. */
    public String textAt(String pointer) {
        JsonNode node = at(pointer);
        assertThat(node.isString()).as("%s is a text in %s", pointer, this).isTrue();
        return node.stringValue();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Fails unless it has this status. */
    public Reply is(int expected) {
        assertThat(status).as(toString()).isEqualTo(expected);
        return this;
    }

    /** Fails unless it is a problem of this status that names this field among those at fault. */
    public Reply refuses(int expected, String pointer) {
        is(expected);
        assertThat(pointers()).as(toString()).contains(pointer);
        return this;
    }

    /** The pointers of a problem's errors. */
    public List<String> pointers() {
        List<String> pointers = new ArrayList<>();
        json().path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asString()));
        return pointers;
    }

    boolean isProblem() {
        return header("content-type").toLowerCase(Locale.ROOT).startsWith("application/problem+json");
    }

    @Override
    public String toString() {
        String text = text();
        return request + " → " + status + " " + (text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text);
    }
}
