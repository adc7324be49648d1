package io.aicmo.application.messaging;

import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.domain.shared.TenantId;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The links by which people have no more mail sent to them. A link names the message that it stands in, and is signed, so
 * that nobody can make one for somebody else. Links do not expire, for mails are kept.
 */
public final class UnsubscribeLinks {
    /** Where the links lead. */
    public static final String PATH = "/unsubscribe/";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 16;
    private static final int SIGNED_BYTES = 2 * ID_BYTES;
    private static final int SIGNATURE_BYTES = 16;
    /** Keeps these signatures apart from others by the same secret. */
    private static final byte[] PURPOSE = "unsubscribe.1".getBytes(StandardCharsets.UTF_8);

    private final SecretKeySpec key;
    private final Supplier<URI> base;

    /**
     * @param secret what is signed with; the same on every node
     * @param base how the world reaches this server
     */
    public UnsubscribeLinks(byte[] secret, Supplier<URI> base) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.base = base;
    }

    /** A message, and whose it is. */
    public record Named(TenantId tenant, OutboundMessageId message) {}

    /** The link that stands in a message. */
    public URI link(TenantId tenant, OutboundMessageId message) {
        return URI.create(base.get() + PATH + token(new Named(tenant, message)));
    }

    private String token(Named named) {
        byte[] signed = ByteBuffer.allocate(SIGNED_BYTES)
                .putLong(named.tenant.value().getMostSignificantBits())
                .putLong(named.tenant.value().getLeastSignificantBits())
                .putLong(named.message.value().getMostSignificantBits())
                .putLong(named.message.value().getLeastSignificantBits())
                .array();
        byte[] token = Arrays.copyOf(signed, SIGNED_BYTES + SIGNATURE_BYTES);
        System.arraycopy(signature(signed), 0, token, SIGNED_BYTES, SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** What a link's last part names, or empty if nobody signed it. */
    public Optional<Named> read(String token) {
        byte[] bytes = decoded(token);
        if (bytes.length != SIGNED_BYTES + SIGNATURE_BYTES) {
            return Optional.empty();
        }
        byte[] signed = Arrays.copyOf(bytes, SIGNED_BYTES);
        byte[] given = Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length);
        if (!MessageDigest.isEqual(given, Arrays.copyOf(signature(signed), SIGNATURE_BYTES))) {
            return Optional.empty();
        }
        ByteBuffer ids = ByteBuffer.wrap(signed);
        return Optional.of(new Named(
                new TenantId(new UUID(ids.getLong(), ids.getLong())),
                new OutboundMessageId(new UUID(ids.getLong(), ids.getLong()))));
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException noBase64) {
            return new byte[0];
        }
    }

    private byte[] signature(byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(PURPOSE);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + ALGORITHM, e);
        }
    }
}
