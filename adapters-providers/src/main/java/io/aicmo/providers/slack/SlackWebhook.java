package io.aicmo.providers.slack;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.messaging.Delivery;
import io.aicmo.port.messaging.MessageSender;
import io.aicmo.port.messaging.Outgoing;
import io.aicmo.providers.calling.Calls;
import io.aicmo.providers.calling.Wanted;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Word to the team through an incoming webhook, whose URL is its credential. Only Slack's own host is called.
 *
 * @see <a href="https://api.slack.com/messaging/webhooks">Incoming webhooks</a>
 */
public final class SlackWebhook implements MessageSender {
    private static final String HOST = "https://hooks.slack.com/";
    private static final String URL = "webhook_url";

    private final Calls calls;
    private final String host;

    public SlackWebhook(Calls calls) {
        this(calls, HOST);
    }

    SlackWebhook(Calls calls, String host) {
        this.calls = calls;
        this.host = host;
    }

    @Override
    public String channel() {
        return "slack";
    }

    @Override
    public String provider() {
        return "slack";
    }

    @Override
    public void check(@Nullable String sender, Map<String, String> settings, Map<String, String> credentials) {
        Wanted.only(settings, "settings", Set.of());
        Wanted.all(credentials, "credentials", Set.of(URL));
        if (!credentials.getOrDefault(URL, "").startsWith(host)) {
            throw Rejected.field(
                    "credentials/" + URL, "channel_connection.incomplete", URL + " must begin with " + host);
        }
    }

    @Override
    public Duration idempotentFor() {
        return Duration.ZERO;
    }

    @Override
    public Delivery send(Outgoing message, Map<String, String> settings, Map<String, String> credentials)
            throws InterruptedException {
        String url = credentials.getOrDefault(URL, "");
        if (!url.startsWith(host)) {
            return new Delivery.Refused("the webhook's URL is not Slack's");
        }
        Request request = new Request.Builder()
                .url(url)
                .post(Calls.body(Calls.object().put("text", message.body())))
                .build();
        return calls.ask(request, answer -> null);
    }
}
