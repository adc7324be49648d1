package io.aicmo.port;

import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Remembers what requests with an {@code Idempotency-Key} were answered. The key is claimed and the answer kept in the
 * transaction of the effect itself: both are there, or neither.
 */
public interface IdempotencyStore {
    /** How long an answer is remembered. */
    Duration RETENTION = Duration.ofHours(24);

    /**
     * An answer that was given.
     *
     * @param requestHash identifies route and body of the request that it answered
     * @param status the HTTP status
     * @param location the {@code Location} header, or the empty string
     * @param body the body, sealed for its {@link #place}: it may show a secret for the only time
     */
    record Answer(String requestHash, int status, String location, Sealed body) {}

    /** Where the body of an answer is kept. */
    static Vault.Place place(TenantId tenant, String credential, String key) {
        try {
            byte[] named = (credential.length() + " " + credential + key).getBytes(StandardCharsets.UTF_8);
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(named));
            return new Vault.Place(tenant, "idempotency_keys", new UUID(digest.getLong(), digest.getLong()), "body");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Takes the key for this transaction.
     *
     * @param credential whose key it is; the same key of another credential is another key
     * @return the answer that was given in the last 24 hours, or empty if the request is to be carried out now
     * @throws StillRunning if another transaction holds the key at this moment
     */
    Optional<Answer> claim(Tx tx, String credential, String key, Instant now);

    /** Keeps the answer; it is remembered if and only if the transaction commits. */
    void keep(Tx tx, String credential, String key, Answer answer, Instant now);

    /** A request with the same key is being carried out. */
    final class StillRunning extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StillRunning() {
            super("a request with this Idempotency-Key is still being carried out");
        }
    }
}
