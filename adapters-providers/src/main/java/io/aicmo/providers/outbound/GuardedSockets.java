package io.aicmo.providers.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * Sockets that look at the very address that they are about to connect to. Whatever was resolved, checked or cached before,
 * by whomever, this is the last word.
 */
final class GuardedSockets extends SocketFactory {
    private final Predicate<InetSocketAddress> permitted;

    GuardedSockets(Predicate<InetSocketAddress> permitted) {
        this.permitted = permitted;
    }

    @Override
    public Socket createSocket() {
        return new Guarded();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress to) throws IOException {
        Socket socket = createSocket();
        socket.connect(to);
        return socket;
    }

    private final class Guarded extends Socket {
        @Override
        public void connect(SocketAddress to) throws IOException {
            connect(to, 0);
        }

        @Override
        public void connect(SocketAddress to, int timeout) throws IOException {
            if (!(to instanceof InetSocketAddress address)
                    || address.getAddress() == null
                    || !permitted.test(address)) {
                throw new NotPermitted("its address or port is not one that may be called");
            }
            super.connect(to, timeout);
        }
    }
}
