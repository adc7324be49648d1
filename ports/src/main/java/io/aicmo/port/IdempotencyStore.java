package io.aicmo.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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
     * @param body the body, as sent
     */
    record Answer(String requestHash, int status, String location, String body) {}

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
