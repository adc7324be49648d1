package io.aicmo.providers.twilio;

import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.messaging.Delivery;
import io.aicmo.port.messaging.MessageSender;
import io.aicmo.port.messaging.Outgoing;
import io.aicmo.providers.calling.Calls;
import io.aicmo.providers.calling.Calls.Answer;
import io.aicmo.providers.calling.Wanted;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Text messages and calls through Twilio's API, which knows no idempotency keys for them, so nothing is asked twice.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Messages</a>
 * @see <a href="https://www.twilio.com/docs/voice/api/call-resource">Calls</a>
 */
public final class TwilioSender implements MessageSender {
    private static final HttpUrl API = HttpUrl.get("https://api.twilio.com");
    private static final String VERSION = "2010-04-01";
    private static final String ACCOUNT = "account_sid";
    private static final String TOKEN = "auth_token";
    private static final String CALLBACK = "status_callback";
    private static final int LONGEST_TEXT = 1_600;

    private final Calls calls;
    private final HttpUrl api;
    private final String channel;
    private final String resource;
    private final BiConsumer<FormBody.Builder, Outgoing> content;
    private final String sentSuffix;

    private TwilioSender(
            Calls calls,
            HttpUrl api,
            String channel,
            String resource,
            String sentSuffix,
            BiConsumer<FormBody.Builder, Outgoing> content) {
        this.calls = calls;
        this.api = api;
        this.channel = channel;
        this.resource = resource;
        this.sentSuffix = sentSuffix;
        this.content = content;
    }

    /** Sends text messages. */
    public static TwilioSender texts(Calls calls) {
        return texts(calls, API);
    }

    static TwilioSender texts(Calls calls, HttpUrl api) {
        return new TwilioSender(
                calls,
                api,
                TwilioMessage.CHANNEL,
                "Messages.json",
                ":sent",
                (form, message) -> form.add("Body", message.body()));
    }

    /** Places calls that say the message. */
    public static TwilioSender calls(Calls calls) {
        return calls(calls, API);
    }

    static TwilioSender calls(Calls calls, HttpUrl api) {
        return new TwilioSender(
                calls,
                api,
                TwilioCall.CHANNEL,
                "Calls.json",
                ":initiated",
                (form, message) ->
                        form.add("Twiml", "<Response><Say>" + escaped(message.body()) + "</Say></Response>"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public String provider() {
        return Twilio.NAME;
    }

    @Override
    public void check(@Nullable String sender, Map<String, String> settings, Map<String, String> credentials) {
        String from = Wanted.present(sender);
        if (!isService(from)) {
            new PhoneNumber(from);
        }
        Wanted.only(settings, "settings", Set.of(CALLBACK));
        Wanted.all(credentials, "credentials", Set.of(ACCOUNT, TOKEN));
        if (!credentials.getOrDefault(ACCOUNT, "").matches("AC[0-9a-fA-F]{32}")) {
            throw Rejected.field(
                    "credentials/" + ACCOUNT, "channel_connection.incomplete", ACCOUNT + " begins with AC");
        }
    }

    private static boolean isService(String sender) {
        return sender.matches("MG[0-9a-fA-F]{32}");
    }

    @Override
    public Duration idempotentFor() {
        return Duration.ZERO;
    }

    @Override
    public Optional<String> eventOf(String providerMessageId) {
        return Optional.of(providerMessageId + sentSuffix);
    }

    @Override
    public Delivery send(Outgoing message, Map<String, String> settings, Map<String, String> credentials)
            throws InterruptedException {
        if (channel.equals(TwilioMessage.CHANNEL) && message.body().length() > LONGEST_TEXT) {
            return new Delivery.Refused("a text message has at most " + LONGEST_TEXT + " characters");
        }
        String account = credentials.getOrDefault(ACCOUNT, "");
        String from = message.sender() == null ? "" : message.sender();
        FormBody.Builder form = new FormBody.Builder()
                .add("To", message.recipient())
                .add(isService(from) ? "MessagingServiceSid" : "From", from);
        content.accept(form, message);
        if (settings.containsKey(CALLBACK)) {
            form.add("StatusCallback", settings.getOrDefault(CALLBACK, ""));
        }
        Request request = new Request.Builder()
                .url(api.newBuilder()
                        .addPathSegments(VERSION + "/Accounts")
                        .addPathSegment(account)
                        .addPathSegment(resource)
                        .build())
                .header("Authorization", Credentials.basic(account, credentials.getOrDefault(TOKEN, "")))
                .post(form.build())
                .build();
        return calls.ask(request, TwilioSender::read);
    }

    private static @Nullable Delivery read(Answer answer) {
        return answer.status() == 201 || answer.status() == 200
                ? new Delivery.Accepted(answer.json().path("sid").asString(null))
                : null;
    }
}
