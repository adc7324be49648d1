package io.aicmo.providers.simulator;

import java.time.Instant;
import java.util.UUID;

/** What each provider might send; each time a new event. */
final class Examples {
    private Examples() {}

    static String of(String provider, UUID id, Instant now) {
        String text = switch (provider) {
            case "stripe" -> """
                {"id": "evt_ID", "object": "event", "type": "checkout.session.completed", "created": SECONDS,
                 "data": {"object": {"id": "cs_ID", "object": "checkout.session", "currency": "eur", "amount_total": 4900,
                 "customer_details": {"email": "ada@example.com"}, "payment_status": "paid"}}}\
                """;
            case "shopify" -> """
                {"id": NUMBER, "email": "ada@example.com", "created_at": "NOW", "name": "#1001",
                 "total_price": "49.00", "currency": "EUR"}\
                """;
            case "docusign" -> """
                {"event": "envelope-completed", "generatedDateTime": "NOW",
                 "data": {"envelopeId": "ID", "accountId": "1", "envelopeSummary": {"status": "completed",
                 "emailSubject": "Please sign", "recipients": {"signers": [{"email": "ada@example.com",
                 "status": "completed", "signedDateTime": "NOW"}]}}}}\
                """;
            case "slack" -> """
                {"type": "event_callback", "event_id": "EvID", "team_id": "T1",
                 "event": {"type": "app_mention", "text": "how is the campaign doing?"}}\
                """;
            case "gong" -> """
                {"isTest": false, "callData": {"metaData": {"id": "ID", "title": "Demo", "started": "NOW"},
                 "parties": [{"emailAddress": "ada@example.com", "affiliation": "External"}]}}\
                """;
            case "resend" -> """
                {"type": "email.opened", "created_at": "NOW",
                 "data": {"email_id": "ID", "to": ["ada@example.com"], "subject": "Hello"}}\
                """;
            case "sendgrid" -> """
                [{"email": "ada@example.com", "timestamp": SECONDS, "event": "open", "sg_event_id": "ID"}]\
                """;
            case "twilio" -> "MessageSid=SMID&From=%2B14155550123&To=%2B14155550199&Body=Hello";
            case "generic" -> """
                {"events": [{"id": "ID", "type": "email.opened", "email": "ada@example.com"}]}\
                """;
            default -> """
                {"events": [{"id": "ID", "type": "order.placed", "email": "ada@example.com", "occurred_at": "NOW",
                 "meta": {"amount": "49.00", "currency": "EUR"}}]}\
                """;
        };
        return text.replace("SECONDS", Long.toString(now.getEpochSecond()))
                .replace("NOW", now.toString())
                .replace("NUMBER", Long.toString(id.getMostSignificantBits() >>> 1))
                .replace("SMID", "SM" + id.toString().replace("-", ""))
                .replace("ID\"", id + "\"");
    }
}
