package io.aicmo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a server as one credential: for what is set up and checked, not for what is measured. */
final class Api {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI server;
    private final String credential;

    Api(URI server, String credential) {
        this.server = server;
        this.credential = credential;
    }

    URI server() {
        return server;
    }

    /** The same server, called as somebody else. */
    Api as(String other) {
        return new Api(server, other);
    }

    /** A status and a JSON body. */
    record Answered(int status, JsonNode body) {}

    /** The answer, which must be a 2xx. */
    JsonNode get(String path) {
        return accepted("GET " + path, tryGet(path));
    }

    /**
     * The answer, whatever it is.
     *
     * @throws UncheckedIOException if there is none
     */
    Answered tryGet(String path) {
        return call(request(path).GET());
    }

    /** Deletes what is there; the answer must be a 2xx. */
    void delete(String path) {
        accepted("DELETE " + path, call(request(path).DELETE()));
    }

    /** The answer, which must be a 2xx. */
    JsonNode post(String path, Map<String, ?> body) {
        return accepted("POST " + path, tryPost(path, body));
    }

    /**
     * The answer, whatever it is.
     *
     * @throws UncheckedIOException if there is none
     */
    Answered tryPost(String path, Map<String, ?> body) {
        return call(posting(path, body));
    }

    /** Like {@link #tryPost(String, Map)}, for a request that is carried out once however often it is made. */
    Answered tryPost(String path, Map<String, ?> body, String idempotencyKey) {
        return call(posting(path, body).header("Idempotency-Key", idempotencyKey));
    }

    private HttpRequest.Builder posting(String path, Map<String, ?> body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + credential);
    }

    private static Answered call(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            byte[] body = response.body();
            return new Answered(
                    response.statusCode(), body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode accepted(String what, Answered answered) {
        if (answered.status() / 100 != 2) {
            throw new IllegalStateException(what + " was answered " + answered.status() + ": " + answered.body());
        }
        return answered.body();
    }
}
