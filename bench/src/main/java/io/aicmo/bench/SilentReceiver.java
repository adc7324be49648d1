package io.aicmo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A receiver of webhooks that accepts connections and never says anything. */
final class SilentReceiver implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> held = new ArrayList<>();
    private int calls;

    private SilentReceiver(ServerSocket server) {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    static SilentReceiver start() {
        try {
            return new SilentReceiver(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    /** How often it was called: who gets no answer calls over another connection. */
    synchronized int calls() {
        return calls;
    }

    /** Ends what it holds, so that nobody waits any longer. */
    synchronized void hangUp() {
        for (Socket socket : held) {
            close(socket);
        }
        held.clear();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                hold(server.accept());
            } catch (IOException closed) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private synchronized void hold(Socket socket) {
        calls++;
        held.add(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hangUp();
    }
}
