package io.aicmo.providers.sendgrid;

import io.aicmo.domain.crm.MessageId;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.payload.EventDraft;
import io.aicmo.providers.payload.Fields;
import io.aicmo.providers.payload.Items;
import io.aicmo.providers.payload.Json;
import io.aicmo.providers.payload.MailHeaders;
import io.aicmo.providers.payload.Mailbox;
import io.aicmo.providers.payload.Meta;
import io.aicmo.providers.payload.Unreadable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A mail that SendGrid's Inbound Parse received: a reply. It counts from now, because a mail's own Date is whatever the
 * sender's clock said.
 */
final class InboundMail {
    private static final int MAX_EVENT_ID = 500;

    private final MultipartForm form;

    private InboundMail(MultipartForm form) {
        this.form = form;
    }

    /** @throws Rejected {@code webhook.unreadable} if the form cannot be read */
    static Item item(WebhookRequest request, Instant now) {
        InboundMail mail = new InboundMail(MultipartForm.parse(request.header("content-type"), request.body()));
        return Items.read(() -> mail.replied(request.body(), now));
    }

    private Item replied(byte[] body, Instant now) {
        MailHeaders headers = MailHeaders.parse(headerBlock());
        return new EventDraft(SendGrid.CHANNEL, "email_replied", SendGrid.NAME, eventId(headers, body), now)
                .of(new Party(null, null, sender(), null))
                .about(headers.messageId())
                .answering(headers.inReplyTo())
                .with(new Meta()
                        .headers(headers)
                        .text("subject", form.text("subject"))
                        .text("text", form.text("text")))
                .told();
    }

    /** The parsed form has the headers as a field; the raw form has the whole mail, which begins with them. */
    private byte[] headerBlock() {
        byte[] headers = form.bytes("headers");
        return headers.length > 0 ? headers : form.bytes("email");
    }

    /** The person in From; the envelope's sender where From is missing or nonsense. */
    private EmailAddress sender() {
        String from = form.text("from");
        String envelope = envelopeFrom();
        if (from == null && envelope == null) {
            throw Unreadable.field("from", "is missing");
        }
        try {
            return Mailbox.addressOf(from == null ? "" : from);
        } catch (Rejected nonsense) {
            if (envelope == null) {
                throw nonsense;
            }
            return new EmailAddress(envelope);
        }
    }

    private @Nullable String envelopeFrom() {
        byte[] envelope = form.bytes("envelope");
        return envelope.length == 0 ? null : Fields.of(Json.read(envelope)).text("from");
    }

    private static String eventId(MailHeaders headers, byte[] body) {
        String id = MessageId.normalize(headers.messageId());
        if (id == null) {
            return sha256(body);
        }
        return id.length() > MAX_EVENT_ID ? sha256(id.getBytes(StandardCharsets.UTF_8)) : id;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
