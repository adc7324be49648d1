package io.aicmo.port;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Where new ids come from. Time-ordered, so that indexes grow at one end. */
public interface Ids extends Supplier<UUID> {

    /** A new id. */
    UUID next();

    @Override
    default UUID get() {
        return next();
    }

    /** UUIDs of version 7 (RFC 9562 §5.7): 48 bits of milliseconds, 74 random bits. */
    static Ids timeOrdered(InstantSource clock) {
        SecureRandom random = new SecureRandom();
        return () -> {
            long millis = clock.millis();
            long high = (millis << 16) | 0x7000L | (random.nextInt() & 0x0FFFL);
            long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        };
    }
}
