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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The wire between the adapter and its server, to count what goes over it, and to cut it. */
final class Wire implements AutoCloseable {
    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final String jdbcUrl;
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean cutAtNextRequest;

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
        AtomicBoolean serverSpokeLast = new AtomicBoolean(true);
        Thread.ofVirtual()
                .start(() -> copy(client, server, () -> {
                    if (cutAtNextRequest) {
                        cutAtNextRequest = false;
                        cutConnections();
                    }
                    if (serverSpokeLast.getAndSet(false)) {
                        roundTrips.incrementAndGet();
                    }
                }));
        Thread.ofVirtual().start(() -> copy(server, client, () -> serverSpokeLast.set(true)));
    }

    @FunctionalInterface
    private interface Notice {
        void take() throws IOException;
    }

    /** Until either side hangs up; then both do. */
    private static void copy(Socket from, Socket to, Notice beforeEach) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 << 10];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                beforeEach.take();
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // A wire that was cut: the other end learns of it by its own socket.
            return;
        }
    }
}
