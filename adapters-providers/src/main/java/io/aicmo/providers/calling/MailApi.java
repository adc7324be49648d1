package io.aicmo.providers.calling;

import io.aicmo.port.messaging.Outgoing;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A provider's API for mail that is opened by one key. */
public record MailApi(HttpUrl url) {
    private static final String KEY = "api_key";

    /** What a connection must have: a sender, the key, and nothing else; see {@link Wanted}. */
    public static void check(@Nullable String sender, Map<String, String> settings, Map<String, String> credentials) {
        Wanted.sender(sender);
        Wanted.only(settings, "settings", Set.of());
        Wanted.all(credentials, "credentials", Set.of(KEY));
    }

    /** A mail's request, to which a provider may add headers. */
    public Request.Builder request(String path, ObjectNode mail, Map<String, String> credentials) {
        return new Request.Builder()
                .url(url.newBuilder().addPathSegments(path).build())
                .header("Authorization", "Bearer " + credentials.get(KEY))
                .post(Calls.body(mail));
    }

    /** Subject and headers, which these APIs call alike. */
    public static void subjectAndHeaders(ObjectNode body, Outgoing mail) {
        body.put("subject", mail.subject() == null ? "" : mail.subject());
        ObjectNode headers = body.putObject("headers");
        mail.headers().forEach(headers::put);
        if (mail.messageId() != null) {
            headers.put("Message-ID", "<" + mail.messageId() + ">");
        }
    }
}
