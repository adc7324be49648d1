package io.aicmo.providers.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server on this machine, which nobody may reach by whatever way. */
class OutboundClientTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    private final AtomicInteger visits = new AtomicInteger();
    private HttpServer inside;

    @BeforeEach
    void listen() throws IOException {
        inside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inside.createContext("/", exchange -> {
            visits.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + port() + "/elsewhere");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/redirect") ? 302 : 200, -1);
            exchange.close();
        });
        inside.start();
    }

    @AfterEach
    void stop() {
        inside.stop(0);
    }

    @Test
    void aNameThatLeadsInsideIsNotCalled() throws IOException {
        try (OutboundClient client = client(AddressRules.publicOnly(), name -> loopback())) {
            assertThatThrownBy(() -> client.call(to("https://public.example:" + port() + "/"))
                            .execute())
                    .isInstanceOf(NotPermitted.class);
        }
        assertThat(visits).hasValue(0);
    }

    /** The first answer is checked, the second would be connected to. */
    @Test
    void aNameThatChangesItsMindBetweenCheckAndConnectLeadsNowhere() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Dns rebinding = name ->
                asked.getAndIncrement() == 0 ? List.of(InetAddress.getByAddress(new byte[] {8, 8, 8, 8})) : loopback();
        OkHttpClient withoutTheFilter = new OkHttpClient.Builder()
                .dns(rebinding)
                .socketFactory(
                        new GuardedSockets(to -> AddressRules.publicOnly().permits(to.getAddress())))
                .build();
        assertThat(rebinding.lookup("rebind.example")).isNotEmpty();

        assertThatThrownBy(() -> withoutTheFilter
                        .newCall(to("http://rebind.example:" + port() + "/"))
                        .execute())
                .isInstanceOf(NotPermitted.class);
        assertThat(asked).hasValueGreaterThan(1);
        assertThat(visits).hasValue(0);
    }

    @Test
    void ofANamesAddressesThePublicOnesAreTaken() throws IOException {
        Dns both = name -> List.of(InetAddress.getLoopbackAddress(), InetAddress.getByAddress(new byte[] {8, 8, 8, 8}));

        List<InetAddress> may = new GuardedDns(both, AddressRules.publicOnly()::permits).lookup("both.example");

        assertThat(may).extracting(InetAddress::getHostAddress).containsExactly("8.8.8.8");
    }

    @Test
    void noSocketConnectsInsideHoweverItIsMade() {
        GuardedSockets sockets =
                new GuardedSockets(to -> AddressRules.publicOnly().permits(to.getAddress()));
        InetAddress here = InetAddress.getLoopbackAddress();

        assertThatThrownBy(() -> sockets.createSocket(here, port())).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> sockets.createSocket("localhost", port())).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> sockets.createSocket(here, port(), here, 0)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> sockets.createSocket("127.1", port(), here, 0)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> {
                    try (Socket socket = sockets.createSocket()) {
                        socket.connect(new InetSocketAddress(here, port()));
                    }
                })
                .isInstanceOf(NotPermitted.class);
        assertThat(visits).hasValue(0);
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws IOException {
        try (OutboundClient client = client(AddressRules.allowing(List.of("127.0.0.0/8")), Dns.SYSTEM);
                Response response = client.call(to("http://127.0.0.1:" + port() + "/redirect"))
                        .execute()) {
            assertThat(response.code()).isEqualTo(302);
        }
        assertThat(visits).hasValue(1);
    }

    @Test
    void plainHttpGoesToAllowedAddressesAlone() {
        try (OutboundClient client = client(
                AddressRules.allowing(List.of("192.168.0.0/16")),
                name -> List.of(InetAddress.getByAddress(new byte[] {8, 8, 8, 8})))) {
            assertThatThrownBy(() -> client.call(to("http://public.example/")).execute())
                    .isInstanceOf(NotPermitted.class);
        }
    }

    private int port() {
        return inside.getAddress().getPort();
    }

    private static OutboundClient client(AddressRules rules, Dns dns) {
        return new OutboundClient(rules, dns, SOON, SOON, SOON);
    }

    private static List<InetAddress> loopback() {
        return List.of(InetAddress.getLoopbackAddress());
    }

    private static Request to(String url) {
        return new Request.Builder().url(url).build();
    }
}
