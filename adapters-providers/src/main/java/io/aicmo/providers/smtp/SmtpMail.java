package io.aicmo.providers.smtp;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.messaging.Delivery;
import io.aicmo.port.messaging.MessageSender;
import io.aicmo.port.messaging.Outgoing;
import io.aicmo.providers.calling.Wanted;
import io.aicmo.providers.outbound.GuardedSockets;
import io.aicmo.providers.outbound.NotPermitted;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mail by SMTP. A server that took the data and did not say so may have sent it: SMTP cannot be asked again. Its host is the
 * tenant's to name, so every connection is made by sockets that look where it leads.
 */
public final class SmtpMail implements MessageSender {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpMail.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration REST = Duration.ofMinutes(1);
    private static final String HOST = "host";
    private static final String PORT = "port";
    /** {@code starttls} (the default), {@code tls} from the first byte, or {@code none}. */
    private static final String SECURITY = "security";

    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";

    private final GuardedSockets sockets;
    private final Duration patience;

    /** @param sockets what connections are made by */
    public SmtpMail(GuardedSockets sockets) {
        this(sockets, PATIENCE);
    }

    SmtpMail(GuardedSockets sockets, Duration patience) {
        this.sockets = sockets;
        this.patience = patience;
    }

    @Override
    public String channel() {
        return "email";
    }

    @Override
    public String provider() {
        return "smtp";
    }

    @Override
    public void check(@Nullable String sender, Map<String, String> settings, Map<String, String> credentials) {
        Wanted.sender(sender);
        Wanted.only(settings, "settings", Set.of(HOST, PORT, SECURITY));
        Wanted.only(credentials, "credentials", Set.of(USERNAME, PASSWORD));
        if (!settings.getOrDefault(HOST, "").matches("[A-Za-z0-9.:\\-]{1,253}")) {
            throw Rejected.field("settings/host", "channel_connection.incomplete", "host must name a mail server");
        }
        if (!settings.getOrDefault(PORT, "587").matches("[1-9][0-9]{0,4}")) {
            throw Rejected.field("settings/port", "channel_connection.incomplete", "port must be a number");
        }
        if (!Set.of("starttls", "tls", "none").contains(settings.getOrDefault(SECURITY, "starttls"))) {
            throw Rejected.field(
                    "settings/security", "channel_connection.incomplete", "security must be starttls, tls or none");
        }
        if (credentials.containsKey(USERNAME) != credentials.containsKey(PASSWORD)) {
            throw Rejected.field("credentials", "channel_connection.incomplete", "username and password come together");
        }
    }

    @Override
    public Duration idempotentFor() {
        return Duration.ZERO;
    }

    @Override
    public Delivery send(Outgoing mail, Map<String, String> settings, Map<String, String> credentials) {
        Session session = Session.getInstance(properties(settings, credentials));
        MailMessage message;
        try {
            message = MailMessage.of(session, mail);
        } catch (AddressException e) {
            return new Delivery.Refused("an address cannot be written to: " + e.getMessage());
        } catch (MessagingException e) {
            return new Delivery.Refused("the mail cannot be made: " + e.getMessage());
        }
        return handOver(session, message, credentials);
    }

    private static Delivery handOver(Session session, MailMessage message, Map<String, String> credentials) {
        Transport transport;
        try {
            transport = session.getTransport("smtp");
        } catch (NoSuchProviderException e) {
            throw new IllegalStateException("no SMTP on the class path", e);
        }
        try {
            transport.connect(credentials.get(USERNAME), credentials.get(PASSWORD));
            return sent(transport, message);
        } catch (AuthenticationFailedException e) {
            return notLoggedIn(transport, e);
        } catch (MessagingException e) {
            return isNotPermitted(e)
                    ? new Delivery.Refused("the mail server has an address or a port that may not be called")
                    : new Delivery.Busy("the mail server cannot be reached: " + e.getMessage(), REST);
        } finally {
            hangUp(transport);
        }
    }

    /** What is said with 4xx is so for now; a server that says nothing or hangs up has said no to nobody. */
    private static Delivery notLoggedIn(Transport transport, AuthenticationFailedException failure) {
        int code = transport instanceof SMTPTransport smtp ? smtp.getLastReturnCode() : 0;
        boolean forNow = code < 0 || (code >= 400 && code < 500);
        return forNow
                ? new Delivery.Busy("the mail server lets nobody in for now: " + failure.getMessage(), REST)
                : new Delivery.Refused("the mail server does not know this user: " + failure.getMessage());
    }

    private static boolean isNotPermitted(MessagingException failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(NotPermitted.class::isInstance);
    }

    private static void hangUp(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("the mail server did not say goodbye", e);
        }
    }

    private static Delivery sent(Transport transport, MailMessage message) {
        try {
            transport.sendMessage(message, message.getAllRecipients());
            return new Delivery.Accepted(null);
        } catch (MessagingException e) {
            return refusal(e);
        }
    }

    /** The server's own word decides; where it said none, nobody knows. */
    private static Delivery refusal(MessagingException failure) {
        for (Exception at = failure; at instanceof MessagingException one; at = one.getNextException()) {
            int code = code(one);
            if (code >= 500) {
                return new Delivery.Refused("the mail server said: " + one.getMessage());
            }
            if (code >= 400) {
                return new Delivery.Busy("the mail server said: " + one.getMessage(), REST);
            }
        }
        return new Delivery.Unknown("the mail server did not say whether it took the mail: " + failure.getMessage());
    }

    private static int code(MessagingException failure) {
        return switch (failure) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException sending -> sending.getReturnCode();
            default -> 0;
        };
    }

    private Properties properties(Map<String, String> settings, Map<String, String> credentials) {
        String security = settings.getOrDefault(SECURITY, "starttls");
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.getOrDefault(HOST, ""));
        properties.setProperty("mail.smtp.port", settings.getOrDefault(PORT, security.equals("tls") ? "465" : "587"));
        properties.setProperty("mail.smtp.auth", String.valueOf(credentials.containsKey(USERNAME)));
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(security.equals("tls")));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(security.equals("starttls")));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(security.equals("starttls")));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.socketFactory", sockets);
        // Else what these sockets refuse would be connected to by others.
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        String millis = String.valueOf(patience.toMillis());
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        return properties;
    }
}
