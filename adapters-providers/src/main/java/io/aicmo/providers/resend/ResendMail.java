package io.aicmo.providers.resend;

import io.aicmo.port.messaging.Delivery;
import io.aicmo.port.messaging.MessageSender;
import io.aicmo.port.messaging.Outgoing;
import io.aicmo.providers.calling.Calls;
import io.aicmo.providers.calling.Calls.Answer;
import io.aicmo.providers.calling.Wanted;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
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
    private static final String KEY = "api_key";
    /** Less than the 24 hours that are promised, for clocks differ. */
    private static final Duration SAME_KEY_IS_ONE_MAIL = Duration.ofHours(23);

    private final Calls calls;
    private final HttpUrl api;

    public ResendMail(Calls calls) {
        this(calls, API);
    }

    ResendMail(Calls calls, HttpUrl api) {
        this.calls = calls;
        this.api = api;
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
        Wanted.sender(sender);
        Wanted.only(settings, "settings", Set.of());
        Wanted.all(credentials, "credentials", Set.of(KEY));
    }

    @Override
    public Duration idempotentFor() {
        return SAME_KEY_IS_ONE_MAIL;
    }

    @Override
    public Delivery send(Outgoing mail, Map<String, String> settings, Map<String, String> credentials)
            throws InterruptedException {
        Request request = new Request.Builder()
                .url(api.newBuilder().addPathSegment("emails").build())
                .header("Authorization", "Bearer " + credentials.get(KEY))
                .header("Idempotency-Key", mail.idempotencyKey())
                .header("User-Agent", "aicmo")
                .post(Calls.body(body(mail)))
                .build();
        return calls.ask(request, ResendMail::read);
    }

    private static ObjectNode body(Outgoing mail) {
        ObjectNode body = Calls.object();
        body.put("from", mail.sender());
        body.putArray("to").add(mail.recipient());
        body.put("subject", mail.subject() == null ? "" : mail.subject());
        body.put(mail.html() ? "html" : "text", mail.body());
        ObjectNode headers = body.putObject("headers");
        mail.headers().forEach(headers::put);
        if (mail.messageId() != null) {
            headers.put("Message-ID", "<" + mail.messageId() + ">");
        }
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
