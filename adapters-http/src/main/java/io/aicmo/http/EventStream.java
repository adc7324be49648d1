package io.aicmo.http;

import io.aicmo.port.ai.Listener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An answer as server-sent events, written by the virtual thread that serves the request. It begins with the first event,
 * so that until then a refusal can still be told by its status. A comment now and then finds out whether anybody is
 * there; when nobody is, the listener hangs up.
 */
final class EventStream implements AutoCloseable {
    static final String CONTENT_TYPE = "text/event-stream";

    private static final Duration BEAT = Duration.ofSeconds(5);
    private static final byte[] COMMENT = ": still here\n\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpServletResponse response;
    private final Listener listener = Listener.of(text -> delta(text));
    private final CountDownLatch over = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable OutputStream out;
    private boolean ended;

    /** A piece of the answer. */
    private record Delta(String text) {}

    EventStream(HttpServletResponse response) {
        this.response = response;
        Thread.ofVirtual().name("aicmo-event-stream").start(this::beat);
    }

    /** Whose ear this is. */
    Listener listener() {
        return listener;
    }

    /** Whether anything was sent. */
    boolean isOpen() {
        lock.lock();
        try {
            return out != null;
        } finally {
            lock.unlock();
        }
    }

    /** Sends an event; where nobody is there any more, nothing happens. */
    void send(String event, byte[] json) {
        try {
            write(event, json);
        } catch (IOException gone) {
            listener.hangUp();
        }
    }

    private void delta(String text) {
        try {
            write("delta", Json.write(new Delta(text)));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void write(String event, byte[] json) throws IOException {
        lock.lock();
        try {
            OutputStream to = open();
            to.write(("event: " + event + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
            to.write(json);
            to.write('\n');
            to.write('\n');
            to.flush();
        } finally {
            lock.unlock();
        }
    }

    private OutputStream open() throws IOException {
        if (out == null) {
            response.setStatus(200);
            response.setContentType(CONTENT_TYPE + "; charset=utf-8");
            // Proxies that gather answers before they pass them on would keep the pieces back.
            response.setHeader("X-Accel-Buffering", "no");
            out = response.getOutputStream();
        }
        return out;
    }

    private void beat() {
        try {
            while (!over.await(BEAT.toNanos(), TimeUnit.NANOSECONDS)) {
                comment();
            }
        } catch (IOException gone) {
            listener.hangUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void comment() throws IOException {
        lock.lock();
        try {
            if (!ended) {
                OutputStream to = open();
                to.write(COMMENT);
                to.flush();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the heartbeat; the server ends the answer. */
    @Override
    public void close() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
        over.countDown();
    }
}
