package io.aicmo.providers.sendgrid;

import io.aicmo.port.messaging.Delivery;
import io.aicmo.port.messaging.MessageSender;
import io.aicmo.port.messaging.Outgoing;
import io.aicmo.providers.calling.Calls;
import io.aicmo.providers.calling.Wanted;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Mail through SendGrid's API. It knows no idempotency keys, so nothing is asked twice.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send">Mail send</a>
 */
public final class SendGridMail implements MessageSender {
    private static final HttpUrl API = HttpUrl.get("https://api.sendgrid.com");
    private static final String KEY = "api_key";

    private final Calls calls;
    private final HttpUrl api;

    public SendGridMail(Calls calls) {
        this(calls, API);
    }

    SendGridMail(Calls calls, HttpUrl api) {
        this.calls = calls;
        this.api = api;
    }

    @Override
    public String channel() {
        return "email";
    }

    @Override
    public String provider() {
        return SendGrid.NAME;
    }

    @Override
    public void check(@Nullable String sender, Map<String, String> settings, Map<String, String> credentials) {
        Wanted.sender(sender);
        Wanted.only(settings, "settings", Set.of());
        Wanted.all(credentials, "credentials", Set.of(KEY));
    }

    @Override
    public Duration idempotentFor() {
        return Duration.ZERO;
    }

    @Override
    public Delivery send(Outgoing mail, Map<String, String> settings, Map<String, String> credentials)
            throws InterruptedException {
        Request request = new Request.Builder()
                .url(api.newBuilder().addPathSegments("v3/mail/send").build())
                .header("Authorization", "Bearer " + credentials.get(KEY))
                .header("Accept", "application/json")
                .post(Calls.body(body(mail)))
                .build();
        return calls.ask(request, answer -> null);
    }

    private static ObjectNode body(Outgoing mail) {
        ObjectNode body = Calls.object();
        ObjectNode person = body.putArray("personalizations").addObject();
        person.putArray("to").addObject().put("email", mail.recipient());
        ObjectNode args = person.putObject("custom_args");
        mail.tags().forEach(args::put);
        from(body.putObject("from"), mail.sender() == null ? "" : mail.sender());
        body.put("subject", mail.subject() == null ? "" : mail.subject());
        body.putArray("content")
                .addObject()
                .put("type", mail.html() ? "text/html" : "text/plain")
                .put("value", mail.body());
        ObjectNode headers = body.putObject("headers");
        mail.headers().forEach(headers::put);
        if (mail.messageId() != null) {
            headers.put("Message-ID", "<" + mail.messageId() + ">");
        }
        return body;
    }

    private static void from(ObjectNode from, String sender) {
        int open = sender.lastIndexOf('<');
        if (open > 0 && sender.endsWith(">")) {
            from.put("email", sender.substring(open + 1, sender.length() - 1));
            from.put("name", sender.substring(0, open).strip());
        } else {
            from.put("email", sender);
        }
    }
}
