package io.aicmo.providers.signature;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The signature scheme of Standard Webhooks, and of Svix, from which it comes and which differs in the names of its
 * headers: {@code v1,} and the base64 of HMAC-SHA256 over id, time and body, joined by dots; several signatures, while
 * a secret is rotated, are separated by spaces.
 *
 * <p>The project's own library is not used here: its {@code verify} reads the system's clock, so that no test could
 * hold the tolerance, and takes the body as a String, so that it would not be the bytes that came that are verified. The
 * tests sign with it.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">The
 *     specification</a>
 */
public final class StandardWebhooks {
    private static final String SECRET_PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final int NEW_SECRET_BYTES = 32;
    private static final int LEAST_SECRET_BYTES = 16;
    private static final int MOST_SECRET_BYTES = 256;

    private final List<String> headerPrefixes;

    /** @param headerPrefixes what the names of the headers begin with, for example {@code webhook-}; the first that is there counts */
    public StandardWebhooks(String... headerPrefixes) {
        this.headerPrefixes = List.of(headerPrefixes);
    }

    /** A new secret, {@code whsec_} and the base64 of 32 bytes. */
    public static String newSecret(RandomGenerator random) {
        byte[] key = new byte[NEW_SECRET_BYTES];
        random.nextBytes(key);
        return SECRET_PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** @throws Rejected {@code webhook_source.secret_invalid} */
    public static void checkSecret(String secret) {
        int length = key(secret).map(key -> key.length).orElse(0);
        if (length < LEAST_SECRET_BYTES || length > MOST_SECRET_BYTES) {
            throw Rejected.field(
                    "secret",
                    "webhook_source.secret_invalid",
                    "secret must be whsec_ and the base64 of 16 to 256 bytes (24 to 64 are usual)");
        }
    }

    /** The message's id, which stays the same when it is sent again; signed. The empty string where there is none. */
    public String id(WebhookRequest request) {
        return request.header(prefix(request) + "id");
    }

    /** @throws BadSignature if no signature is right, or the message is too old */
    public void verify(WebhookRequest request, String secret, Instant now) {
        String prefix = prefix(request);
        String id = request.header(prefix + "id");
        String time = request.header(prefix + "timestamp");
        String signatures = request.header(prefix + "signature");
        if (id.isBlank() || signatures.isBlank()) {
            throw new BadSignature(
                    "the headers " + prefix + "id, " + prefix + "timestamp and " + prefix + "signature must be there");
        }
        SignedTime.check(time, now);
        byte[] key = key(secret)
                .filter(bytes -> bytes.length > 0)
                .orElseThrow(() -> new BadSignature("the source has no usable secret"));
        byte[] expected = Hmac.sha256(key, (id + "." + time + ".").getBytes(StandardCharsets.UTF_8), request.body());
        if (!anyEquals(expected, signatures)) {
            throw new BadSignature("no signature of the request is right");
        }
    }

    private String prefix(WebhookRequest request) {
        return headerPrefixes.stream()
                .filter(prefix -> !request.header(prefix + "id").isBlank())
                .findFirst()
                .orElse(headerPrefixes.get(0));
    }

    /** Looks at all of them, so that the time taken does not tell which was right. */
    private static boolean anyEquals(byte[] expected, String signatures) {
        boolean any = false;
        for (String signature : signatures.split(" ")) {
            if (signature.startsWith(VERSION)) {
                byte[] given = decode(signature.substring(VERSION.length())).orElse(new byte[0]);
                any |= MessageDigest.isEqual(expected, given);
            }
        }
        return any;
    }

    private static Optional<byte[]> key(String secret) {
        String base64 = secret.strip();
        return decode(base64.startsWith(SECRET_PREFIX) ? base64.substring(SECRET_PREFIX.length()) : base64);
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
