package io.aicmo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Many who listen to answers at the same time, each over a connection of their own. */
final class Audience {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI server;
    private final byte[] request;
    private final CountDownLatch hearing;
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicLong heard = new AtomicLong();
    private final List<Thread> listeners = new ArrayList<>();

    private Audience(URI server, byte[] request, int count) {
        this.server = server;
        this.request = request;
        this.hearing = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            listeners.add(Thread.ofVirtual().name("listener").start(this::listen));
        }
    }

    /** So many ask, and have heard the beginning of an answer when this returns. */
    static Audience of(URI server, byte[] request, int count) {
        Audience audience = new Audience(server, request, count);
        try {
            if (!audience.hearing.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(audience.hearing.getCount() + " of " + count + " heard nothing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return audience;
    }

    private void listen() {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request);
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            boolean silent = true;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("event: delta")) {
                    heard.incrementAndGet();
                    if (silent) {
                        silent = false;
                        hearing.countDown();
                    }
                } else if (line.equals("event: result")) {
                    told.incrementAndGet();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many are still listening. */
    int size() {
        return (int) listeners.stream().filter(Thread::isAlive).count();
    }

    /** Waits until all answers have ended; how many came to their result. */
    int end() {
        try {
            for (Thread listener : listeners) {
                listener.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return told.get();
    }

    /** How many pieces of answers all of them have heard so far. */
    long heard() {
        return heard.get();
    }
}
