package io.aicmo.providers.resend;

import io.aicmo.port.messaging.Delivery;
import io.aicmo.port.messaging.MessageSender;
import io.aicmo.port.messaging.Outgoing;
import io.aicmo.providers.calling.Calls;
import io.aicmo.providers.calling.Calls.Answer;
import io.aicmo.providers.calling.MailApi;
import java.time.Duration;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Mail through Resend's API, which keeps idempotency keys for 24 hours.
 *
 * @see <a href="https://resend.com/docs/api-reference/emails/send-email">Send email</a>
 * @see <a href="https://resend.com/docs/api-reference/errors">Errors</a>
 */
public final class ResendMail implements MessageSender {
    private static final HttpUrl API = HttpUrl.get("https://api.resend.com");
    /** Less than the 24 hours that are promised, for clocks differ. */
    private static final Duration SAME_KEY_IS_ONE_MAIL = Duration.ofHours(23);

    private final Calls calls;
    private final MailApi api;

    public ResendMail(Calls calls) {
        this(calls, API);
    }

    ResendMail(Calls calls, HttpUrl api) {
        this.calls = calls;
        this.api = new MailApi(api);
    }

    @Override
    public String channel() {
        return ResendEvent.CHANNEL;
    }

    @Override
    public String provider() {
        return Resend.NAME;
    }

    @Override
    public void check(@Nullable String sender, Map<String, String> settings, Map<String, String> credentials) {
        MailApi.check(sender, settings, credentials);
    }

    @Override
    public Duration idempotentFor() {
        return SAME_KEY_IS_ONE_MAIL;
    }

    @Override
    public Delivery send(Outgoing mail, Map<String, String> settings, Map<String, String> credentials)
            throws InterruptedException {
        Request request = api.request("emails", body(mail), credentials)
                .header("Idempotency-Key", mail.idempotencyKey())
                .header("User-Agent", "aicmo")
                .build();
        return calls.ask(request, ResendMail::read);
    }

    private static ObjectNode body(Outgoing mail) {
        ObjectNode body = Calls.object();
        body.put("from", mail.sender());
        body.putArray("to").add(mail.recipient());
        MailApi.subjectAndHeaders(body, mail);
        body.put(mail.html() ? "html" : "text", mail.body());
        var tags = body.putArray("tags");
        mail.tags().forEach((name, value) -> tags.addObject().put("name", name).put("value", value));
        return body;
    }

    /** 409 is either the same key at the same time, or the same key with another mail. */
    private static @Nullable Delivery read(Answer answer) {
        if (answer.status() == 200 || answer.status() == 201) {
            return new Delivery.Accepted(answer.json().path("id").asString(null));
        }
        boolean atWork = answer.status() == 409
                && answer.json().path("name").asString("").equals("concurrent_idempotent_requests");
        return atWork ? new Delivery.Unknown(answer.detail()) : null;
    }
}
