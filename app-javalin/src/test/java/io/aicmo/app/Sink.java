package io.aicmo.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Receives webhooks on this machine, and answers as it is told. */
final class Sink implements AutoCloseable {
    private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile int status = 200;

    /** What came in. */
    record Posted(HttpHeaders headers, String body) {
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    Sink() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            posted.add(new Posted(HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true), body));
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    void answers(int with) {
        status = with;
    }

    /** What comes in next. */
    Posted next() throws InterruptedException {
        Posted one = posted.poll(20, TimeUnit.SECONDS);
        if (one == null) {
            throw new AssertionError("nothing came in");
        }
        return one;
    }

    boolean isEmpty() {
        return posted.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
