package io.aicmo.providers.twilio;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.signature.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HMAC-SHA1 over the URL and the form's parameters, sorted by name, each name followed by its value. A body that is no
 * form is covered by its SHA-256 in the URL's parameter {@code bodySHA256} instead.
 */
final class TwilioSignature {
    private static final String HEADER = "X-Twilio-Signature";
    private static final String BODY_HASH = "bodySHA256";
    private static final Pattern URL = Pattern.compile("(https?)://([^/?#]*?)(:[0-9]+)?([/?#].*)?", Pattern.DOTALL);

    private TwilioSignature() {}

    /** @throws BadSignature if it is missing or wrong */
    static void verify(WebhookRequest request, String authToken) {
        if (authToken.isEmpty() || !isRight(request, authToken)) {
            throw new BadSignature(HEADER + " is missing or wrong");
        }
    }

    private static boolean isRight(WebhookRequest request, String authToken) {
        byte[] given;
        String parameters;
        boolean bodyIsRight;
        try {
            String bodyHash = Form.query(request.url()).text(BODY_HASH);
            given = Base64.getDecoder().decode(request.header(HEADER));
            parameters = bodyHash == null ? joined(Form.body(request)) : "";
            bodyIsRight = bodyHash == null || isHash(bodyHash, request.body());
        } catch (Rejected | IllegalArgumentException malformed) {
            return false;
        }
        boolean any = false;
        for (String url : urls(request.url())) {
            any |= MessageDigest.isEqual(given, sign(url + parameters, authToken));
        }
        return any && bodyIsRight;
    }

    private static byte[] sign(String text, String authToken) {
        return Hmac.sha1(authToken.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String joined(Form form) {
        StringBuilder joined = new StringBuilder();
        form.values()
                .forEach((name, values) ->
                        values.forEach(value -> joined.append(name).append(value)));
        return joined.toString();
    }

    /** As it came, without its port, and with the port that goes without saying: Twilio signs now one, now the other. */
    private static Set<String> urls(String url) {
        Set<String> urls = new LinkedHashSet<>(Set.of(url));
        Matcher parts = URL.matcher(url);
        if (parts.matches()) {
            String rest = parts.group(4) == null ? "" : parts.group(4);
            String bare = parts.group(1) + "://" + parts.group(2);
            urls.add(bare + rest);
            if (parts.group(3) == null) {
                urls.add(bare + (parts.group(1).equals("https") ? ":443" : ":80") + rest);
            }
        }
        return urls;
    }

    private static boolean isHash(String hex, byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return MessageDigest.isEqual(HexFormat.of().parseHex(hex), hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
