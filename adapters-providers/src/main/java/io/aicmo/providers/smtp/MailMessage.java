package io.aicmo.providers.smtp;

import io.aicmo.port.messaging.Outgoing;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mail that keeps the Message-ID that it was given. */
final class MailMessage extends MimeMessage {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final @Nullable String messageId;

    private MailMessage(Session session, @Nullable String messageId) {
        super(session);
        this.messageId = messageId;
    }

    static MailMessage of(Session session, Outgoing mail) throws MessagingException {
        MailMessage message = new MailMessage(session, mail.messageId());
        message.setFrom(new InternetAddress(mail.sender() == null ? "" : mail.sender(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient(), true));
        message.setSubject(mail.subject() == null ? "" : mail.subject(), UTF_8);
        message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)));
        for (Map.Entry<String, String> header : mail.headers().entrySet()) {
            message.setHeader(header.getKey(), header.getValue());
        }
        if (mail.html()) {
            message.setText(mail.body(), UTF_8, "html");
        } else {
            message.setText(mail.body(), UTF_8);
        }
        message.saveChanges();
        return message;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        if (messageId == null) {
            super.updateMessageID();
        } else {
            setHeader("Message-ID", "<" + messageId + ">");
        }
    }
}
