package io.aicmo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of events on a virtual thread. Whenever the connection ends it opens another, to the next server, from
 * the last event that it got.
 */
final class EventReader implements AutoCloseable {
    private static final Duration SOON = Duration.ofMillis(200);

    private final HttpClient http;
    private final List<URI> servers;
    private final String path;
    private final String key;
    private final IntPredicate hangsUp;
    private final List<String> ids = new ArrayList<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicInteger opens = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable InputStream open;

    /**
     * Opens a stream.
     *
     * @param servers where, in turn
     * @param last goes on after this event, or null from now on
     * @param hangsUp whether to hang up after so many events of a connection
     */
    EventReader(
            HttpClient http, List<URI> servers, String path, String key, @Nullable String last, IntPredicate hangsUp) {
        this.http = http;
        this.servers = servers;
        this.path = path;
        this.key = key;
        this.hangsUp = hangsUp;
        this.thread = Thread.ofVirtual().start(() -> read(last));
    }

    /** Waits until it is open for the first time. */
    void awaitOpen() throws InterruptedException {
        opened.await();
    }

    /** The ids of the events that it got, in order. */
    List<String> ids() {
        synchronized (ids) {
            return List.copyOf(ids);
        }
    }

    int count() {
        synchronized (ids) {
            return ids.size();
        }
    }

    /** How often it was cut off or hung up. */
    int cuts() {
        return Math.max(0, opens.get() - 1);
    }

    private void read(@Nullable String first) {
        String last = first;
        for (int turn = 0; !closed; turn++) {
            try {
                last = readOnce(servers.get(turn % servers.size()), last);
            } catch (IOException cut) {
                last = lastOf(last);
                LockSupport.parkNanos(SOON.toNanos());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private @Nullable String lastOf(@Nullable String before) {
        synchronized (ids) {
            return ids.isEmpty() ? before : ids.get(ids.size() - 1);
        }
    }

    private @Nullable String readOnce(URI server, @Nullable String last) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + key);
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8), 256)) {
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            open = body;
            opens.incrementAndGet();
            opened.countDown();
            int events = 0;
            String id = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    synchronized (ids) {
                        ids.add(id);
                    }
                    events++;
                    if (hangsUp.test(events)) {
                        return lastOf(last);
                    }
                }
            }
        }
        return lastOf(last);
    }

    @Override
    public void close() {
        closed = true;
        try (InputStream body = open) {
            thread.interrupt();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
