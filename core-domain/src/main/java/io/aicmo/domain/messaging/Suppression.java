package io.aicmo.domain.messaging;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.SuppressionId;
import io.aicmo.domain.shared.Text;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An address that nobody writes to, whoever it belongs to. What a person says about consent, and what bounces, is known
 * from the events and needs no entry.
 *
 * @param address an e-mail address in lower case, a number, or whatever else the channel has
 * @param channel the name of a declared channel
 * @param reason why, for people
 * @param since from when on
 * @param removedReason why it was taken off the list, or null while it is on it
 */
public record Suppression(
        SuppressionId id,
        String address,
        String channel,
        String reason,
        Instant since,
        @Nullable String removedReason,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<SuppressionId> {

    /** @throws Rejected {@code text.*} */
    public Suppression {
        address = normalized(Text.required(address, "address", 500));
        channel = Text.required(channel, "channel", 100);
        reason = Text.required(reason, "reason", 500);
        removedReason = Text.optional(removedReason, "reason", 500);
    }

    /** An address as it is compared: in lower case, and numbers without punctuation. */
    public static String normalized(String address) {
        String small = address.strip().toLowerCase(Locale.ROOT);
        return small.matches("\\+?[0-9\\s().\\-/]+") ? small.replaceAll("[\\s().\\-/]", "") : small;
    }

    /** The same entry, taken off the list for a reason. */
    public Suppression removed(String why, Instant now) {
        return new Suppression(
                id,
                address,
                channel,
                reason,
                since,
                Text.required(why, "reason", 500),
                createdAt,
                now,
                version,
                deletedAt);
    }
}
