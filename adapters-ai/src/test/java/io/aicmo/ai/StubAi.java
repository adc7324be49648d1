package io.aicmo.ai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A server that speaks the wire format of chat completions and does what the test says, one reaction a request. */
public final class StubAi implements AutoCloseable {
    static {
        // Else a head and its body, sent one after the other, wait for each other for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Reaction> script = new ConcurrentLinkedDeque<>();
    private final Deque<Asked> asked = new ConcurrentLinkedDeque<>();
    private final int remembered;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Reaction otherwise = text("I have nothing to say.");

    /** A request as it came. */
    public record Asked(String path, String authorization, JsonNode body) {
        /** What was said in the n-th message. */
        public String message(int n) {
            return body.at("/messages/" + n + "/content").stringValue();
        }

        public boolean streamed() {
            return body.path("stream").asBoolean(false);
        }
    }

    /** What the server does with a request. */
    @FunctionalInterface
    public interface Reaction {
        void to(Asked asked, Wire wire) throws IOException, InterruptedException;
    }

    /** The way back to the client. */
    public final class Wire {
        private final HttpExchange exchange;

        private Wire(HttpExchange exchange) {
            this.exchange = exchange;
        }

        public Wire header(String name, String value) {
            exchange.getResponseHeaders().set(name, value);
            return this;
        }

        public void answer(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            header("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }

        /** Begins a stream. */
        public OutputStream events() throws IOException {
            header("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            return exchange.getResponseBody();
        }

        /** Writes bytes in pieces of this size, each on its own. */
        public void pieces(String text, int size) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            OutputStream out = events();
            for (int from = 0; from < bytes.length; from += size) {
                out.write(bytes, from, Math.min(size, bytes.length - from));
                out.flush();
            }
        }

        /** Says nothing for a while, or until the server is closed. */
        public void pause(Duration time) throws InterruptedException {
            closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        }

        /** Says nothing more until the server is closed. */
        public void silence() {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A server that remembers every request. */
    public StubAi() {
        this(Integer.MAX_VALUE);
    }

    /** @param remembered of how many requests it can tell, the last ones */
    StubAi(int remembered) {
        this.remembered = remembered;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** The base URL for a gateway. */
    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/v1");
    }

    /** The next requests get these reactions, in order. */
    public StubAi reacts(Reaction... reactions) {
        script.addAll(List.of(reactions));
        return this;
    }

    /** What requests get for which nothing else was said. */
    public StubAi always(Reaction reaction) {
        otherwise = reaction;
        return this;
    }

    /** Every request so far that is remembered. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** An answer with this text, whole or streamed as it was asked for. */
    public static Reaction text(String content) {
        return (request, wire) -> {
            if (request.streamed()) {
                wire.pieces(stream(List.of(content)), 4_096);
            } else {
                wire.answer(200, whole(content));
            }
        };
    }

    /** A refusal. */
    public static Reaction status(int status, String... headers) {
        return (request, wire) -> {
            for (int i = 0; i < headers.length; i += 2) {
                wire.header(headers[i], headers[i + 1]);
            }
            wire.answer(status, "{\"error\": {\"code\": " + status + ", \"message\": \"no\"}}");
        };
    }

    /** A whole answer's body. */
    public static String whole(String content) {
        ObjectNode answer = JSON.createObjectNode().put("id", "gen-1").put("model", "stub/model-1");
        answer.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", "stop")
                .putObject("message")
                .put("role", "assistant")
                .put("content", content);
        usage(answer);
        return answer.toString();
    }

    /** The body of a stream: comments, a chunk a piece, the usage in the last chunk, and the end. */
    public static String stream(List<String> pieces) {
        StringBuilder events = new StringBuilder(": PROCESSING\n\n");
        events.append(event(chunk("", null)));
        for (String piece : pieces) {
            events.append(event(chunk(piece, null))).append(": still here\n\n");
        }
        events.append(event(chunk("", "stop")));
        ObjectNode last = JSON.createObjectNode().put("model", "stub/model-1");
        last.putArray("choices");
        usage(last);
        return events.append(event(last.toString())).append("data: [DONE]\n\n").toString();
    }

    /** One chunk of a stream. */
    public static String chunk(String text, String finishReason) {
        ObjectNode chunk = JSON.createObjectNode().put("id", "gen-1").put("model", "stub/model-1");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta").put("role", "assistant").put("content", text);
        choice.put("finish_reason", finishReason);
        return chunk.toString();
    }

    /** Some data as an event. */
    public static String event(String data) {
        return "data: " + data + "\n\n";
    }

    /** A text in pieces. */
    public static List<String> cut(String text, int size) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); from += size) {
            pieces.add(text.substring(from, Math.min(text.length(), from + size)));
        }
        return pieces;
    }

    private static void usage(ObjectNode answer) {
        answer.putObject("usage")
                .put("prompt_tokens", 120)
                .put("completion_tokens", 30)
                .put("total_tokens", 150);
    }

    private void serve(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        Asked request = new Asked(
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                body);
        remember(request);
        Reaction reaction = script.poll();
        try {
            (reaction == null ? otherwise : reaction).to(request, new Wire(exchange));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private void remember(Asked request) {
        asked.add(request);
        if (remembered < Integer.MAX_VALUE && asked.size() > remembered) {
            asked.poll();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
