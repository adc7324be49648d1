package io.aicmo.providers.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * Sockets that look at the very address that they are about to connect to. Whatever was resolved, checked or cached before,
 * by whomever, this is the last word.
 */
public final class GuardedSockets extends SocketFactory {
    /** On which mail servers take mail from those who send; 2525 and others from 1024 on are free for all. */
    private static final Set<Integer> MAIL_PORTS = Set.of(25, 465, 587);

    private static final int FIRST_FREE_PORT = 1024;

    private final Predicate<InetSocketAddress> permitted;

    /** @param permitted looks at what was resolved, at the moment of connecting to it */
    public GuardedSockets(Predicate<InetSocketAddress> permitted) {
        this.permitted = permitted;
    }

    /** To mail servers: on public addresses, and on those that the installation allows besides, there on any port. */
    public static GuardedSockets toMail(AddressRules rules) {
        return new GuardedSockets(to -> rules.isListed(to.getAddress())
                || (rules.permits(to.getAddress())
                        && (MAIL_PORTS.contains(to.getPort()) || to.getPort() >= FIRST_FREE_PORT)));
    }

    /** Whether an address may be connected to on its port. */
    public boolean permits(InetSocketAddress to) {
        return permitted.test(to);
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
            if (!(to instanceof InetSocketAddress address)) {
                throw new NotPermitted("it is no address of the internet");
            }
            if (address.getAddress() == null) {
                throw new UnknownHostException("there is no " + address.getHostString());
            }
            if (!permitted.test(address)) {
                throw new NotPermitted("its address or port is not one that may be called");
            }
            super.connect(to, timeout);
        }
    }
}
