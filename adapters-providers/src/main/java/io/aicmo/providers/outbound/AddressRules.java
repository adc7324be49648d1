package io.aicmo.providers.outbound;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Which addresses may be called: public ones, and those that an installation allows besides. */
public final class AddressRules {
    /** As people write blocks. */
    private static final IPAddressStringParameters BLOCK = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowMask(false)
            .allowWildcardedSeparator(false)
            .toParams();

    /** Not public, by the registries of IANA for special purposes; and Azure's, which is public and the machine's own. */
    private static final List<IPAddress> SPECIAL_4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** The one block of which addresses are public; mapped, translated, local and multicast ones are outside. */
    private static final IPAddress GLOBAL_6 = block("2000::/3");

    private static final List<IPAddress> SPECIAL_6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** As the C library reads addresses: decimal, octal, hexadecimal, with parts left out. */
    private static final IPAddressStringParameters AS_WRITTEN = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowPrefix(false)
            .allowMask(false)
            .allowWildcardedSeparator(false)
            .toParams();

    private final List<IPAddress> allowed;

    private AddressRules(List<IPAddress> allowed) {
        this.allowed = allowed;
    }

    /** Public addresses alone. */
    public static AddressRules publicOnly() {
        return new AddressRules(List.of());
    }

    /**
     * Public addresses, and those of these blocks.
     *
     * @param cidrs such as {@code 127.0.0.0/8} or {@code ::1}
     * @throws IllegalArgumentException if one is none
     */
    public static AddressRules allowing(List<String> cidrs) {
        return new AddressRules(cidrs.stream().map(AddressRules::block).toList());
    }

    /** Whether anything is allowed besides public addresses. */
    public boolean allowsMore() {
        return !allowed.isEmpty();
    }

    /** Whether an address is allowed though it is not public. */
    public boolean isListed(InetAddress address) {
        IPAddress ip = ip(address);
        return allowed.stream().anyMatch(block -> block.contains(ip));
    }

    /** Whether an address may be called. */
    public boolean permits(InetAddress address) {
        return isPublic(ip(address)) || isListed(address);
    }

    private static boolean isPublic(IPAddress ip) {
        if (ip.isIPv4()) {
            return SPECIAL_4.stream().noneMatch(block -> block.contains(ip));
        }
        return GLOBAL_6.contains(ip) && SPECIAL_6.stream().noneMatch(block -> block.contains(ip));
    }

    /** The address that a host is written as, in whatever form; empty for a name. */
    static Optional<InetAddress> literal(String host) {
        try {
            IPAddressString written = new IPAddressString(host, AS_WRITTEN);
            IPAddress address = written.isIPAddress() ? written.toAddress() : null;
            return address == null || address.isMultiple() ? Optional.empty() : Optional.of(address.toInetAddress());
        } catch (AddressStringException | IncompatibleAddressException notAnAddress) {
            return Optional.empty();
        }
    }

    /** A mapped address is judged as what it maps. */
    private static IPAddress ip(InetAddress address) {
        IPAddress ip = new IPAddressGenerator().from(address);
        return ip.isIPv6() && ip.toIPv6().isIPv4Mapped() ? ip.toIPv6().getEmbeddedIPv4Address() : ip;
    }

    private static List<IPAddress> blocks(String... cidrs) {
        return List.of(cidrs).stream().map(AddressRules::block).toList();
    }

    private static IPAddress block(String cidr) {
        try {
            return new IPAddressString(cidr, BLOCK).toAddress().toPrefixBlock();
        } catch (AddressStringException | RuntimeException e) {
            throw new IllegalArgumentException(cidr + " is no block of addresses such as 127.0.0.0/8", e);
        }
    }
}
