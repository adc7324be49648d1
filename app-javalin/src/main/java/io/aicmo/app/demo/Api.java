package io.aicmo.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server, as its clients see it. */
final class Api implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /** An AI may take its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    Api(URI base) {
        this.base = base;
    }

    /** A status and a body. */
    record Answer(int status, JsonNode body) {
        /**
         * The same, which has one of these statuses.
         *
         * @throws IllegalStateException if it has another
         */
        Answer expect(int... statuses) {
            for (int expected : statuses) {
                if (status == expected) {
                    return this;
                }
            }
            throw new IllegalStateException("the server answered " + status + ": " + body);
        }

        /** A text of the body, or the empty string. */
        String text(String field) {
            return body.path(field).asString("");
        }
    }

    URI base() {
        return base;
    }

    Answer post(String path, String bearer, Map<String, ?> body) {
        return send(path, Map.of("Authorization", "Bearer " + bearer, "Content-Type", "application/json"), json(body));
    }

    Answer get(String path, String bearer) {
        return exchange(HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + bearer)
                .timeout(PATIENCE)
                .GET()
                .build());
    }

    Answer patch(String path, String bearer, Map<String, ?> body) {
        return exchange(HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .method("PATCH", BodyPublishers.ofByteArray(json(body)))
                .build());
    }

    /** A job, as soon as it is over. */
    JsonNode done(String jobId, String bearer) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode job = get("/v1/jobs/" + jobId, bearer).expect(200).body();
            boolean goesOn = job.path("status").asString().matches("queued|running");
            if (!goesOn || System.nanoTime() - deadline > 0) {
                return job;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Posts bytes just as they are, the way a provider does. */
    Answer send(String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
        headers.forEach(request::header);
        return exchange(request.POST(BodyPublishers.ofByteArray(body)).build());
    }

    URI uri(String pathOrUrl) {
        return pathOrUrl.startsWith("http") ? URI.create(pathOrUrl) : base.resolve(pathOrUrl);
    }

    static byte[] json(Map<String, ?> body) {
        return JSON.writeValueAsBytes(new LinkedHashMap<>(body));
    }

    /** An object as it can be posted again. */
    @SuppressWarnings("unchecked") // an object of JSON is a map by the names of its fields
    static Map<String, Object> plain(JsonNode object) {
        return JSON.convertValue(object, Map.class);
    }

    static JsonNode parse(byte[] json) {
        return json.length == 0 ? JSON.createObjectNode() : JSON.readTree(json);
    }

    private Answer exchange(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
