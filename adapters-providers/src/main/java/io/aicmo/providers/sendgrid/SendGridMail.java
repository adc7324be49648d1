package io.aicmo.providers.sendgrid;

import io.aicmo.port.messaging.Delivery;
import io.aicmo.port.messaging.MessageSender;
import io.aicmo.port.messaging.Outgoing;
import io.aicmo.providers.calling.Calls;
import io.aicmo.providers.calling.MailApi;
import java.time.Duration;
import java.util.Map;
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

    private final Calls calls;
    private final MailApi api;

    public SendGridMail(Calls calls) {
        this(calls, API);
    }

    SendGridMail(Calls calls, HttpUrl api) {
        this.calls = calls;
        this.api = new MailApi(api);
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
        MailApi.check(sender, settings, credentials);
    }

    @Override
    public Duration idempotentFor() {
        return Duration.ZERO;
    }

    @Override
    public Delivery send(Outgoing mail, Map<String, String> settings, Map<String, String> credentials)
            throws InterruptedException {
        Request request = api.request("v3/mail/send", body(mail), credentials)
                .header("Accept", "application/json")
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
        MailApi.subjectAndHeaders(body, mail);
        body.putArray("content")
                .addObject()
                .put("type", mail.html() ? "text/html" : "text/plain")
                .put("value", mail.body());
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
