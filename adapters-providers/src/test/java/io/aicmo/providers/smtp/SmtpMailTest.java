package io.aicmo.providers.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.messaging.Delivery;
import io.aicmo.providers.calling.Stub;
import io.aicmo.providers.outbound.AddressRules;
import io.aicmo.providers.outbound.GuardedSockets;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpMailTest {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final SmtpMail smtp = new SmtpMail(new GuardedSockets(to -> true), Duration.ofMillis(800));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private static Map<String, String> at(int port) {
        return Map.of("host", "127.0.0.1", "port", String.valueOf(port), "security", "none");
    }

    private Map<String, String> settings() {
        return at(server.getSmtp().getPort());
    }

    @Test
    void aMailArrivesWithItsOwnMessageIdAndItsHeaders() throws Exception {
        Delivery delivery = smtp.send(
                Stub.message("Kaffee Müller <sales@sender.example.com>", "ada@example.com", "Hi 👋"),
                settings(),
                Map.of());

        assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getMessageID()).isEqualTo("<m1.1@sender.example.com>");
        assertThat(mail.getSubject()).isEqualTo("Grüße");
        assertThat(mail.getContent().toString().strip()).isEqualTo("Hi 👋");
        assertThat(mail.getHeader("List-Unsubscribe")[0]).isEqualTo("<https://cmo.example.com/unsubscribe/t>");
        assertThat(mail.getFrom()[0].toString()).contains("sales@sender.example.com");
    }

    @Test
    void htmlGoesAsHtml() throws Exception {
        smtp.send(Stub.message("sales@sender.example.com", "ada@example.com", "<p>Hi</p>"), settings(), Map.of());

        assertThat(server.getReceivedMessages()[0].getContentType()).startsWith("text/html");
    }

    @Test
    void aPasswordThatIsWrongIsRefused() {
        server.setUser("sales@sender.example.com", "sales", "right");

        assertThat(smtp.send(
                        Stub.message("sales@sender.example.com", "ada@example.com", "Hi"),
                        settings(),
                        Map.of("username", "sales", "password", "wrong")))
                .isInstanceOf(Delivery.Refused.class);
        assertThat(smtp.send(
                        Stub.message("sales@sender.example.com", "ada@example.com", "Hi"),
                        settings(),
                        Map.of("username", "sales", "password", "right")))
                .isInstanceOf(Delivery.Accepted.class);
    }

    @Test
    void aServerThatIsAwayIsAskedLater() {
        Map<String, String> gone = settings();
        server.stop();

        assertThat(smtp.send(Stub.message("sales@sender.example.com", "ada@example.com", "Hi"), gone, Map.of()))
                .isInstanceOf(Delivery.Busy.class);
        Map<String, String> nowhere = new HashMap<>(gone);
        nowhere.put("host", "no-such-host.invalid");
        assertThat(smtp.send(Stub.message("sales@sender.example.com", "ada@example.com", "Hi"), nowhere, Map.of()))
                .isInstanceOf(Delivery.Busy.class);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, none",
        "127.0.0.1, starttls",
        "127.0.0.1, tls",
        "localhost, none",
        "2130706433, none",
        "::1, none",
        "::ffff:127.0.0.1, tls",
        "10.0.0.1, none",
        "172.16.0.1, starttls",
        "192.168.1.1, tls",
        "169.254.169.254, none",
        "fe80::1, none",
        "fd00:ec2::254, none",
        "0.0.0.0, none"
    })
    void noAddressInsideIsConnectedToHoweverItIsWrittenAndWhateverTheSecurity(String host, String security)
            throws Exception {
        SmtpMail guarded = new SmtpMail(GuardedSockets.toMail(AddressRules.publicOnly()), Duration.ofSeconds(2));
        try (Counting counting = new Counting()) {
            Map<String, String> inside =
                    Map.of("host", host, "port", String.valueOf(counting.port()), "security", security);

            Delivery delivery =
                    guarded.send(Stub.message("sales@sender.example.com", "ada@example.com", "Hi"), inside, Map.of());

            assertThat(delivery).isInstanceOf(Delivery.Refused.class);
            assertThat(counting.connections()).isZero();
        }
    }

    @Test
    void whatTheInstallationAllowsIsCalled() {
        SmtpMail guarded = new SmtpMail(
                GuardedSockets.toMail(AddressRules.allowing(List.of("127.0.0.0/8"))), Duration.ofSeconds(2));

        assertThat(guarded.send(
                        Stub.message("sales@sender.example.com", "ada@example.com", "Hi"), settings(), Map.of()))
                .isInstanceOf(Delivery.Accepted.class);
    }

    /** What was resolved before is no promise: each connection is looked at by itself. */
    @Test
    void aNameThatChangesItsMindLeadsNowhere() {
        AtomicInteger asked = new AtomicInteger();
        SmtpMail guarded = new SmtpMail(new GuardedSockets(to -> asked.getAndIncrement() == 0), Duration.ofSeconds(2));

        assertThat(guarded.send(
                        Stub.message("sales@sender.example.com", "ada@example.com", "Hi"), settings(), Map.of()))
                .isInstanceOf(Delivery.Accepted.class);
        assertThat(guarded.send(
                        Stub.message("sales@sender.example.com", "ada@example.com", "Hi"), settings(), Map.of()))
                .isInstanceOf(Delivery.Refused.class);
        assertThat(asked).hasValue(2);
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"22, false", "6379, true", "25, true", "465, true", "587, true", "80, false", "2525, true"})
    void aPublicAddressIsCalledOnThePortsOfMailAndOnFreeOnes(int port, boolean may) throws Exception {
        GuardedSockets sockets = GuardedSockets.toMail(AddressRules.publicOnly());
        InetSocketAddress somewhere = new InetSocketAddress(InetAddress.getByName("8.8.8.8"), port);

        assertThat(sockets.permits(somewhere)).isEqualTo(may);
    }

    @Test
    void nobodyWritesAHeaderThroughAnAddress() {
        assertThat(smtp.send(
                        Stub.message("sales@sender.example.com", "ada@example.com\r\nBcc: eve@example.com", "Hi"),
                        settings(),
                        Map.of()))
                .isInstanceOf(Delivery.Refused.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 no such user,      Refused",
        "RCPT, 450 greylisted,        Busy",
        "MAIL, 553 not your address,  Refused",
        "MAIL, 421 too many,          Busy",
        "DATA, 554 spam,              Refused",
        ".,    451 try again,         Busy",
        ".,    554 spam,              Refused",
        ".,    -,                     Unknown"
    })
    void whatTheServerSaysDecidesAndItsSilenceMeansThatNobodyKnows(String at, String says, String outcome)
            throws Exception {
        try (Scripted scripted = new Scripted(at, says.equals("-") ? null : says)) {
            Delivery delivery = smtp.send(
                    Stub.message("sales@sender.example.com", "ada@example.com", "Hi"), at(scripted.port()), Map.of());

            assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "535 no such password,    Refused",
        "530 not without TLS,     Refused",
        "454 try again,           Busy",
        "421 too many at once,    Busy",
        "-,                       Busy"
    })
    void aLoginThatIsRefusedForNowIsTriedLater(String says, String outcome) throws Exception {
        try (Scripted scripted = new Scripted("AUTH", says.equals("-") ? null : says)) {
            Delivery delivery = smtp.send(
                    Stub.message("sales@sender.example.com", "ada@example.com", "Hi"),
                    at(scripted.port()),
                    Map.of("username", "sales", "password", "right"));

            assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
        }
    }

    @Test
    void aServerThatKnowsNoWayToLogInIsNotAskedAgain() throws Exception {
        try (Scripted scripted = new Scripted("EHLO", "250-here\r\n250 AUTH GSSAPI")) {
            assertThat(smtp.send(
                            Stub.message("sales@sender.example.com", "ada@example.com", "Hi"),
                            at(scripted.port()),
                            Map.of("username", "sales", "password", "right")))
                    .isInstanceOf(Delivery.Refused.class);
        }
    }

    @Test
    void aConnectionNamesItsServer() {
        Map<String, String> good = Map.of("host", "mail.example.com");
        smtp.check("sales@example.com", good, Map.of("username", "u", "password", "p"));
        smtp.check("sales@example.com", good, Map.of());
        assertThatThrownBy(() -> smtp.check("sales@example.com", Map.of(), Map.of()))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> smtp.check("sales@example.com", Map.of("host", "a b"), Map.of()))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> smtp.check("sales@example.com", Map.of("host", "m", "security", "maybe"), Map.of()))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> smtp.check("sales@example.com", good, Map.of("username", "u")))
                .isInstanceOf(Rejected.class);
    }

    /** Counts who knocks, and says nothing. */
    private static final class Counting implements AutoCloseable {
        private final ServerSocketChannel listener = ServerSocketChannel.open().bind(new InetSocketAddress(0));

        Counting() throws IOException {
            listener.configureBlocking(false);
        }

        int port() {
            return listener.socket().getLocalPort();
        }

        int connections() throws IOException {
            int count = 0;
            for (SocketChannel one = listener.accept(); one != null; one = listener.accept()) {
                one.close();
                count++;
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    /** A mail server that answers one command as it is told to, and hangs up there where it is told nothing. */
    private static final class Scripted implements AutoCloseable {
        private final ServerSocket socket;
        private final Thread thread;

        Scripted(String at, @Nullable String says) throws IOException {
            socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            thread = Thread.ofVirtual().start(() -> {
                try (Socket client = socket.accept()) {
                    talk(client, at, says);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        private static void talk(Socket client, String at, @Nullable String says) throws IOException {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            say(client, "220 here");
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (data && !line.equals(".")) {
                    continue;
                }
                if (line.startsWith(at)) {
                    if (says == null) {
                        return;
                    }
                    say(client, says);
                    data = false;
                    continue;
                }
                data = line.startsWith("DATA");
                say(client, answer(line));
            }
        }

        private static String answer(String line) {
            return switch (line.substring(0, Math.min(4, line.length()))) {
                case "DATA" -> "354 go on";
                case "QUIT" -> "221 bye";
                case "EHLO" -> "250-here\r\n250 AUTH PLAIN";
                default -> "250 fine";
            };
        }

        private static void say(Socket client, String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws Exception {
            socket.close();
            thread.join();
        }
    }
}
