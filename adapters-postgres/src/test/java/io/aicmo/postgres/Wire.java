package io.aicmo.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The wire between the adapter and its server, to count what goes over it, and to cut it. */
final class Wire implements AutoCloseable {
    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final String jdbcUrl;
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean cutAtNextRequest;
    private volatile boolean forgetsAtNextRequest;

    /** A wire to the server of a JDBC URL. */
    Wire(String jdbcUrl) throws IOException {
        URI uri = URI.create(jdbcUrl.substring("jdbc:".length()));
        this.host = uri.getHost();
        this.port = uri.getPort() < 0 ? 5432 : uri.getPort();
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.jdbcUrl = "jdbc:postgresql://127.0.0.1:" + entrance.getLocalPort() + uri.getPath()
                // Encryption would be negotiated with packets of its own.
                + "?sslmode=disable";
        Thread.ofVirtual().start(this::accept);
    }

    /** The URL of the database over this wire. */
    String jdbcUrl() {
        return jdbcUrl;
    }

    /** How often somebody has spoken to the server and waited for its answer. */
    int roundTrips() {
        return roundTrips.get();
    }

    /** Breaks all connections; new ones are refused. */
    void cut() throws IOException {
        entrance.close();
        cutConnections();
    }

    /** Breaks the connection that is next spoken over, before the server hears what is said. */
    void cutAtNextRequest() {
        cutAtNextRequest = true;
    }

    /** Forgets the connection that is next spoken over: nothing comes through any more, and neither end is told. */
    void forgetAtNextRequest() {
        forgetsAtNextRequest = true;
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private void cutConnections() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket client = entrance.accept();
                Socket server = new Socket(host, port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.addAll(List.of(client, server));
                connect(client, server);
            }
        } catch (IOException e) {
            if (!entrance.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void connect(Socket client, Socket server) {
        Conversation conversation = new Conversation();
        Messages asked = new Messages(conversation::speaks, conversation::asked, true);
        Messages answered = new Messages(type -> {}, conversation::answered, false);
        Thread.ofVirtual()
                .start(() -> copy(client, server, (bytes, length) -> {
                    if (cutAtNextRequest) {
                        cutAtNextRequest = false;
                        cutConnections();
                    }
                    if (forgetsAtNextRequest) {
                        forgetsAtNextRequest = false;
                        conversation.forgotten = true;
                    }
                    asked.take(bytes, length);
                    return !conversation.forgotten;
                }));
        Thread.ofVirtual()
                .start(() -> copy(server, client, (bytes, length) -> {
                    answered.take(bytes, length);
                    return !conversation.forgotten;
                }));
    }

    @FunctionalInterface
    private interface Notice {
        /** Whether it comes out at the other end. */
        boolean passes(byte[] bytes, int length) throws IOException;
    }

    /** Who speaks over one connection: what is said before the last question is answered costs no round trip more. */
    private final class Conversation {
        private int unanswered;
        private boolean speaking;
        private volatile boolean forgotten;

        synchronized void speaks(char type) {
            if (!speaking && unanswered == 0) {
                roundTrips.incrementAndGet();
            }
            speaking = true;
        }

        /** {@code Sync} and the simple query are what a server answers; all else it only takes note of. */
        synchronized void asked(char type) {
            if (type == 'S' || type == 'Q') {
                unanswered++;
                speaking = false;
            }
        }

        /** {@code ReadyForQuery} is the end of an answer, and of the greeting, which nobody asked for. */
        synchronized void answered(char type) {
            if (type == 'Z' && unanswered == 0) {
                speaking = false;
            } else if (type == 'Z') {
                unanswered--;
            }
        }
    }

    /**
     * Finds the messages in what one side says: a letter, a length, and the rest of that length; the first of a client
     * has no letter (<a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">the formats</a>).
     */
    private static final class Messages {
        private final Consumer<Character> begun;
        private final Consumer<Character> ended;
        private char type;
        private int header;
        private int rest;

        Messages(Consumer<Character> begun, Consumer<Character> ended, boolean firstHasNoType) {
            this.begun = begun;
            this.ended = ended;
            this.header = firstHasNoType ? 1 : 0;
        }

        void take(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                if (header == 0) {
                    type = (char) bytes[i];
                    begun.accept(type);
                    header = 1;
                } else if (header <= Integer.BYTES) {
                    rest = (rest << 8) | (bytes[i] & 0xff);
                    header++;
                    if (header > Integer.BYTES) {
                        rest -= Integer.BYTES;
                    }
                } else {
                    rest--;
                }
                if (header > Integer.BYTES && rest == 0) {
                    ended.accept(type);
                    header = 0;
                }
            }
        }
    }

    /** Until either side hangs up; then both do. */
    private static void copy(Socket from, Socket to, Notice beforeEach) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 << 10];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (beforeEach.passes(buffer, read)) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // A wire that was cut: the other end learns of it by its own socket.
            return;
        }
    }
}
