package io.aicmo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Sends requests over connections that are kept, all from the calling thread: with client, server and database on the
 * same cores, every switch of threads in the client would be taken from the server that is measured.
 */
final class HttpLoad implements AutoCloseable {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private static final byte[] GREETING =
            "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress server;
    private final Requests requests;
    private final Selector selector;
    private final ByteBuffer received = ByteBuffer.allocateDirect(64 * 1024);
    private final List<Line> lines = new ArrayList<>();
    private final Deque<Line> free = new ArrayDeque<>();
    private final Tally tally = new Tally();
    private int busy;
    private long closedLoopEnd = Long.MIN_VALUE;

    private HttpLoad(URI server, int connections, Requests requests) throws IOException {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        this.requests = requests;
        this.selector = Selector.open();
        for (int i = 0; i < connections; i++) {
            Line line = new Line();
            lines.add(line);
            line.connect();
            free.add(line);
        }
    }

    /** Each connection sends its next request when the one before was answered. */
    static Tally closedLoop(URI server, int connections, Duration length, Requests requests) {
        try (HttpLoad load = new HttpLoad(server, connections, requests)) {
            return load.closedLoop(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Requests become due at a steady rate, whether or not those before were answered; what a request takes is counted
     * from when it was due.
     *
     * @param connections how many may be under way at once
     */
    static Tally openLoop(URI server, int connections, double perSecond, Duration length, Requests requests) {
        try (HttpLoad load = new HttpLoad(server, connections, requests)) {
            return load.openLoop(perSecond, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tally closedLoop(Duration length) throws IOException {
        long start = System.nanoTime();
        closedLoopEnd = start + length.toNanos();
        while (!free.isEmpty()) {
            free.remove().send(System.nanoTime());
        }
        while (busy > 0 && System.nanoTime() < closedLoopEnd + PATIENCE_NANOS) {
            selector.select(this::ready, 1_000);
        }
        return ended(start);
    }

    private Tally openLoop(double perSecond, Duration length) throws IOException {
        long start = System.nanoTime();
        long end = start + length.toNanos();
        long number = 0;
        long due = start;
        while (due < end || (busy > 0 && System.nanoTime() < end + PATIENCE_NANOS)) {
            long now = System.nanoTime();
            while (due <= now && due < end) {
                if (free.isEmpty()) {
                    tally.couldNotSend();
                } else {
                    free.remove().send(due);
                }
                due = start + (long) (++number / perSecond * 1e9);
            }
            selector.select(this::ready, untilDue(due - System.nanoTime()));
        }
        return ended(start);
    }

    /** Milliseconds; more than none, for what is due at once is never so much that answers need not be read. */
    private static long untilDue(long nanos) {
        return Math.clamp(nanos / 1_000_000, 1, 1_000);
    }

    private Tally ended(long start) {
        for (int unanswered = busy; unanswered > 0; unanswered--) {
            tally.broke();
        }
        tally.lasted(System.nanoTime() - start);
        return tally;
    }

    private void ready(SelectionKey key) {
        Line line = (Line) key.attachment();
        try {
            if (key.isWritable()) {
                line.write();
            }
            if (key.isReadable()) {
                line.read();
            }
        } catch (IOException e) {
            line.broke();
        }
    }

    @Override
    public void close() throws IOException {
        for (Line line : lines) {
            line.channel.close();
        }
        selector.close();
    }

    /** One connection, with at most one request under way. */
    private final class Line {
        private ResponseReader reader = new ResponseReader();
        private SocketChannel channel = SocketChannel.open();
        private ByteBuffer request = ByteBuffer.allocateDirect(2_048);
        private long since;
        private boolean waits;

        Line() throws IOException {}

        void connect() throws IOException {
            if (!channel.isOpen()) {
                channel = SocketChannel.open();
                reader = new ResponseReader();
            }
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(server);
            greet();
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        /** The server has really taken the connection once it has answered; until then it may wait in the system's queue. */
        private void greet() throws IOException {
            ByteBuffer greeting = ByteBuffer.wrap(GREETING);
            while (greeting.hasRemaining()) {
                channel.write(greeting);
            }
            boolean answered = false;
            while (!answered) {
                received.clear();
                if (channel.read(received) < 0) {
                    throw new IOException("the server closed the connection");
                }
                answered = reader.take(received.flip());
            }
        }

        void send(long from) throws IOException {
            byte[] bytes = requests.next();
            if (request.capacity() < bytes.length) {
                request = ByteBuffer.allocateDirect(bytes.length);
            }
            request.clear().put(bytes).flip();
            since = from;
            waits = true;
            busy++;
            write();
        }

        void write() throws IOException {
            channel.write(request);
            channel.keyFor(selector)
                    .interestOps(
                            request.hasRemaining()
                                    ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                                    : SelectionKey.OP_READ);
        }

        void read() throws IOException {
            received.clear();
            if (channel.read(received) < 0) {
                broke();
                return;
            }
            received.flip();
            while (received.hasRemaining()) {
                if (reader.take(received)) {
                    long now = System.nanoTime();
                    tally.answered(reader.status(), now - since, reader.retryAfter());
                    done(reader.closes());
                }
            }
        }

        /** What was under way is lost; the connection is made anew. */
        void broke() {
            if (waits) {
                tally.broke();
            }
            try {
                boolean waited = waits;
                channel.close();
                connect();
                if (waited) {
                    done(false);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the server is gone", e);
            }
        }

        private void done(boolean closed) throws IOException {
            waits = false;
            busy--;
            if (closed) {
                channel.close();
                connect();
            }
            long now = System.nanoTime();
            if (now < closedLoopEnd) {
                send(now);
            } else {
                free.add(this);
            }
        }
    }
}
