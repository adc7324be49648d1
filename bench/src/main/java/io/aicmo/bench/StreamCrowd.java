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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many open streams of events, each over a connection of its own, all read by one thread that does no more than count
 * the events: what a reader costs is no part of what is measured.
 */
final class StreamCrowd implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;

    private final Selector selector;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer received = ByteBuffer.allocate(BUFFER);
    private final AtomicLong heard = new AtomicLong();
    private final Thread thread = new Thread(this::readAll, "stream-crowd");
    private volatile boolean closed;

    private StreamCrowd() throws IOException {
        this.selector = Selector.open();
    }

    /** Opens a stream for each key; all of them are open when this returns. */
    static StreamCrowd open(URI server, String path, List<String> keys) {
        try {
            StreamCrowd crowd = new StreamCrowd();
            for (String key : keys) {
                crowd.add(server, path, key);
            }
            crowd.thread.start();
            return crowd;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(URI server, String path, String key) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        channels.add(channel);
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.write(ByteBuffer.wrap(
                "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(path, server.getAuthority(), key)
                        .getBytes(StandardCharsets.US_ASCII)));
        Stream stream = new Stream(channel);
        boolean more = true;
        while (more && stream.reader.status() == 0) {
            more = stream.read();
        }
        if (stream.reader.status() != 200) {
            throw new IOException("no stream, but status " + stream.reader.status());
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, stream);
    }

    /** How many events all of them have got so far. */
    long heard() {
        return heard.get();
    }

    private void readAll() {
        try {
            while (!closed) {
                selector.select(this::read, 1_000);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SelectionKey key) {
        try {
            if (!((Stream) key.attachment()).read()) {
                key.cancel();
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    /** How many of them are still open. */
    long size() {
        return selector.keys().stream().filter(SelectionKey::isValid).count();
    }

    /** Hangs up all of them. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
            for (SocketChannel channel : channels) {
                channel.close();
            }
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of them. An event is a line of its own that begins with {@code id}; no other line does. */
    private final class Stream implements ResponseReader.Body {
        private final SocketChannel channel;
        private final ResponseReader reader = new ResponseReader(this);
        private boolean lineBegins = true;

        Stream(SocketChannel channel) {
            this.channel = channel;
        }

        /** Reads what is there; false if it was the end. */
        boolean read() throws IOException {
            received.clear();
            if (channel.read(received) < 0) {
                return false;
            }
            return !reader.take(received.flip());
        }

        @Override
        public void part(ByteBuffer bytes, int from, int to) {
            int events = 0;
            boolean begins = lineBegins;
            for (int i = from; i < to; i++) {
                byte one = bytes.get(i);
                if (begins && one == 'i') {
                    events++;
                }
                begins = one == '\n';
            }
            lineBegins = begins;
            heard.addAndGet(events);
        }
    }
}
