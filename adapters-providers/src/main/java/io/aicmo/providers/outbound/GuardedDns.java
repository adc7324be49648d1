package io.aicmo.providers.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;
import okhttp3.Dns;

/** Of a name's addresses those that may be called, so that a name with both is reached. */
record GuardedDns(Dns dns, Predicate<InetAddress> permitted) implements Dns {
    @Override
    public List<InetAddress> lookup(String name) throws UnknownHostException {
        List<InetAddress> may = dns.lookup(name).stream().filter(permitted).toList();
        if (may.isEmpty()) {
            throw new NotPermitted("its name has no address that may be called");
        }
        return may;
    }
}
