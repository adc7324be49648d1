package io.aicmo.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A cable to a port of this machine. What goes through it can be delayed, cut off, and forgotten: then neither end is told,
 * as by a router that lost its table.
 */
final class Cable implements AutoCloseable {
    private static final int PIECE = 16 * 1024;

    private final ServerSocket listener;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile Duration delay = Duration.ZERO;

    private Cable(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    static Cable to(int port) {
        try {
            Cable cable = new Cable(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), port);
            Thread.ofPlatform().daemon().name("cable").start(cable::accept);
            return cable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it begins, as long as it is there. */
    int port() {
        return listener.getLocalPort();
    }

    /** Has new connections end at another port. */
    void leadTo(int port) {
        target = port;
    }

    /** Has every piece wait for so long, each way. */
    void delay(Duration each) {
        delay = each;
    }

    /** Ends every connection; new ones may be made. */
    void cut() {
        lines.forEach(Line::end);
    }

    /** From now on nothing comes out at either end of the present connections, and they stay open; new ones may be made. */
    void forget() {
        lines.forEach(line -> line.silent = true);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket near) {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Line line = new Line(near, far);
            lines.add(line);
            Thread.ofVirtual().start(() -> line.carry(near, far));
            Thread.ofVirtual().start(() -> line.carry(far, near));
        } catch (IOException nobodyThere) {
            closed(near);
        }
    }

    /** One connection. */
    private final class Line {
        private final Socket near;
        private final Socket far;
        private volatile boolean silent;

        private Line(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        private void carry(Socket from, Socket to) {
            byte[] piece = new byte[PIECE];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                    if (!delay.isZero()) {
                        LockSupport.parkNanos(delay.toNanos());
                    }
                    if (!silent) {
                        out.write(piece, 0, length);
                    }
                }
                // What one end says last, the other shall hear; unless it was forgotten.
                if (!silent) {
                    end();
                }
            } catch (IOException over) {
                if (!silent) {
                    end();
                }
            }
        }

        private void end() {
            lines.remove(this);
            closed(near);
            closed(far);
        }
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
