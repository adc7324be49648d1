package io.aicmo.providers.outbound;

import io.aicmo.domain.shared.Lazy;
import io.aicmo.domain.shared.Rejected;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Calls URLs that tenants name. By https to public addresses, on port 443 or one from 1024 on; to addresses that the
 * installation allows besides, by http too and on any port. Redirects are answers, not followed; no proxy stands between. A
 * call ends within seconds. Calls run on the thread that asks, which should be a virtual one.
 */
public final class OutboundClient implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);
    private static final Duration IN_ALL = Duration.ofSeconds(15);
    private static final int IDLE_CONNECTIONS = 128;
    private static final int TLS_PORT = 443;
    private static final int FIRST_FREE_PORT = 1024;

    private final AddressRules rules;
    private final Lazy<Clients> clients;

    /** Made with the first call, for to read the certificates that Java trusts takes a tenth of a server's start. */
    private record Clients(OkHttpClient secure, OkHttpClient plain) {}

    public OutboundClient(AddressRules rules) {
        this(rules, Dns.SYSTEM, TO_CONNECT, TO_ANSWER, IN_ALL);
    }

    OutboundClient(AddressRules rules, Dns dns, Duration toConnect, Duration toAnswer, Duration inAll) {
        this.rules = rules;
        this.clients = new Lazy<>(() -> clients(dns, toConnect, toAnswer, inAll));
    }

    private Clients clients(Dns dns, Duration toConnect, Duration toAnswer, Duration inAll) {
        OkHttpClient common = new OkHttpClient.Builder()
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(toConnect)
                .readTimeout(toAnswer)
                .writeTimeout(toAnswer)
                .callTimeout(inAll)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
                .build();
        return new Clients(
                guarded(common, dns, rules::permits, this::mayBeCalled),
                guarded(common, dns, rules::isListed, to -> rules.isListed(to.getAddress())));
    }

    private static OkHttpClient guarded(
            OkHttpClient common, Dns dns, Predicate<InetAddress> address, Predicate<InetSocketAddress> socket) {
        return common.newBuilder()
                .dns(new GuardedDns(dns, address))
                .socketFactory(new GuardedSockets(socket))
                .build();
    }

    private boolean mayBeCalled(InetSocketAddress to) {
        return rules.isListed(to.getAddress()) || (rules.permits(to.getAddress()) && isOrdinary(to.getPort()));
    }

    private static boolean isOrdinary(int port) {
        return port == TLS_PORT || port >= FIRST_FREE_PORT;
    }

    /**
     * Checks what can be checked of a URL before it is called.
     *
     * @param noun begins the codes
     * @throws Rejected {@code <noun>.url_invalid}, {@code <noun>.url_not_allowed}, on {@code url}
     */
    public void check(String noun, String url) {
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed == null
                || !parsed.username().isEmpty()
                || !parsed.password().isEmpty()
                || parsed.fragment() != null) {
            throw Rejected.field(
                    "url",
                    noun + ".url_invalid",
                    "url must be such as https://example.com/hooks, without a login or a fragment");
        }
        String why = objection(parsed);
        if (why != null) {
            throw Rejected.field("url", noun + ".url_not_allowed", why);
        }
    }

    private @Nullable String objection(HttpUrl url) {
        if (!url.isHttps() && !rules.allowsMore()) {
            return "url must begin with https://";
        }
        InetAddress written = AddressRules.literal(url.host()).orElse(null);
        if (written != null) {
            boolean may =
                    url.isHttps() ? mayBeCalled(new InetSocketAddress(written, url.port())) : rules.isListed(written);
            return may ? null : "url must lead to a public address, on port 443 or one from 1024 on";
        }
        if (!rules.allowsMore() && (!isOrdinary(url.port()) || isLocal(url.host()))) {
            return "url must lead to a public name, on port 443 or one from 1024 on";
        }
        return null;
    }

    private static boolean isLocal(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return !name.contains(".")
                || name.endsWith(".localhost")
                || name.endsWith(".local")
                || name.endsWith(".internal");
    }

    /**
     * A call, to be executed on the caller's thread.
     *
     * @throws IOException if the URL is one that {@link #check} refuses
     */
    public Call call(Request request) throws IOException {
        String why = objection(request.url());
        if (why != null) {
            throw new NotPermitted(why);
        }
        Clients made = clients.get();
        return (request.isHttps() ? made.secure : made.plain).newCall(request);
    }

    /** Lets go of idle connections. */
    @Override
    public void close() {
        Clients made = clients.peek();
        if (made != null) {
            made.secure.dispatcher().executorService().shutdown();
            made.secure.connectionPool().evictAll();
        }
    }
}
