package io.aicmo.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/** A receiver of webhooks that remembers under which ids each of them came, and is at times slow to answer. */
final class WebhookSink implements AutoCloseable {
    private static final Duration SLOWEST = Duration.ofMillis(20);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Integer, Set<String>> ids = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();

    private WebhookSink(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    static WebhookSink start() {
        try {
            return new WebhookSink(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The ids under which a webhook came; empty if it never did. */
    Set<String> idsOf(int number) {
        return ids.getOrDefault(number, Set.of());
    }

    /** How often it was called. */
    long calls() {
        return calls.get();
    }

    private void take(HttpExchange call) throws IOException {
        try (call) {
            int number = JsonMapper.shared()
                    .readTree(call.getRequestBody().readAllBytes())
                    .get("data")
                    .get("number")
                    .asInt();
            ids.computeIfAbsent(number, first -> ConcurrentHashMap.newKeySet())
                    .add(call.getRequestHeaders().getFirst("webhook-id"));
            calls.incrementAndGet();
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SLOWEST.toNanos()));
            call.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
