package io.aicmo.providers.signature;

import io.aicmo.port.webhook.BadSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** The time that a signature covers, so that what was overheard cannot be sent again later. */
public final class SignedTime {
    /** How far the signed time may be from ours, in either direction. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Pattern UNIX_SECONDS = Pattern.compile("[0-9]{1,12}");

    private SignedTime() {}

    /**
     * Refuses a request that was signed too long ago, or in the future.
     *
     * @param unixSeconds the header as it came, or the empty string
     * @throws BadSignature if it is missing, no time, or out of tolerance
     */
    public static void check(String unixSeconds, Instant now) {
        if (!UNIX_SECONDS.matcher(unixSeconds).matches()) {
            throw new BadSignature("the time of the signature is missing or is no unix time");
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(unixSeconds));
        if (Duration.between(signed, now).abs().compareTo(TOLERANCE) > 0) {
            throw new BadSignature("the signature was made more than 5 minutes ago, or in the future");
        }
    }
}
