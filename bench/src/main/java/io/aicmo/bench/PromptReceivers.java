package io.aicmo.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Receivers of webhooks that answer at once, and know which message came to which of them and when. */
final class PromptReceivers implements AutoCloseable {
    private static final String COUNTED = "/counted/";
    private static final String OTHER = "/other/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> arrived = new HashSet<>();
    private long first;
    private long last;
    private long calls;

    private PromptReceivers(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    static PromptReceivers start() {
        try {
            return new PromptReceivers(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where one of them is. */
    String url(int number) {
        return server() + COUNTED + number;
    }

    /** Where one is that answers as they do and is not counted. */
    String other() {
        return server() + OTHER;
    }

    private URI server() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Forgets what came. */
    synchronized void beginAnew() {
        arrived.clear();
        calls = 0;
    }

    /** How many different deliveries came: messages, for each receiver that they came to. */
    synchronized int arrived() {
        return arrived.size();
    }

    /** How many calls there were. */
    synchronized long calls() {
        return calls;
    }

    /** Deliveries a second, from the first that came until the last that was new. */
    synchronized double rate() {
        return (arrived.size() - 1) * 1e9 / Math.max(1, last - first);
    }

    private void take(HttpExchange call) throws IOException {
        try (call) {
            call.getRequestBody().readAllBytes();
            String path = call.getRequestURI().getPath();
            if (path.startsWith(COUNTED)) {
                note(path + " " + call.getRequestHeaders().getFirst("webhook-id"));
            }
            call.sendResponseHeaders(204, -1);
        }
    }

    private synchronized void note(String delivery) {
        calls++;
        if (arrived.add(delivery)) {
            last = System.nanoTime();
            first = arrived.size() == 1 ? last : first;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
