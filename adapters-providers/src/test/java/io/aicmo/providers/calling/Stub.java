package io.aicmo.providers.calling;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aicmo.port.messaging.Outgoing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** A provider's server that answers what the test says, one answer a request, and keeps what it was asked. */
public final class Stub implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Answering> script = new ConcurrentLinkedDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** A request as it came. */
    public record Asked(String method, String path, Map<String, List<String>> headers, String body) {
        /** A header, or the empty string. */
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }
    }

    private interface Answering {
        void to(HttpExchange exchange) throws IOException;
    }

    public Stub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Answering next = script.poll();
        try (exchange) {
            if (next == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                next.to(exchange);
            }
        }
    }

    /** The next request is answered so. */
    public Stub answers(int status, String body, String... headers) {
        script.add(exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
        return this;
    }

    /** The next request is read and never answered. */
    public Stub keepsSilent() {
        script.add(exchange -> {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return this;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Where it listens. */
    public HttpUrl url() {
        return HttpUrl.get("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** A message to send. */
    public static Outgoing message(@Nullable String sender, String recipient, String body) {
        return new Outgoing(
                sender,
                recipient,
                "Grüße",
                body,
                body.startsWith("<"),
                "m1.1@sender.example.com",
                Map.of("List-Unsubscribe", "<https://cmo.example.com/unsubscribe/t>"),
                Map.of("lead_id", "lead-1", "campaign_id", "campaign-1"),
                "key-1");
    }
}
