package io.aicmo.http.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** Somebody who has a stream of events open, and keeps what is heard. */
public final class Listening implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    /** An event on the wire. */
    public record Heard(String id, String event, JsonNode data) {}

    Listening(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = "";
            String event = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    heard.add(new Heard(id, event, Reply.JSON.readTree(line.substring(6))));
                }
            }
        } catch (IOException closed) {
            // This side or the other one has closed it.
        } finally {
            over = true;
        }
    }

    public int status() {
        return response.statusCode();
    }

    /** What was heard so far. */
    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** The types of what was heard so far. */
    public List<String> types() {
        return heard.stream().map(Heard::event).toList();
    }

    /** Whether the server has ended it. */
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
