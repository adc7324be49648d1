package io.aicmo.domain.messaging;

import io.aicmo.domain.crm.SendingHours;
import io.aicmo.domain.shared.ChannelConnectionId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.Text;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Through whom a tenant sends on a channel, and as whom.
 *
 * @param provider the name of a declared provider
 * @param sender the address or number that messages come from, or null where the provider knows it
 * @param settings what else the provider needs to know and anybody may see, such as a host
 * @param credentials what must not be shown, by name, sealed as one
 * @param dailyLimit how many messages a day at most, or 0 for no limit
 * @param sendingHours when it sends the messages of sequences, by the tenant's clock, beside the hours of those who get
 *     them; null for at any time
 * @param enabled whether it is used
 */
public record ChannelConnection(
        ChannelConnectionId id,
        String channel,
        String provider,
        String name,
        @Nullable String sender,
        Map<String, String> settings,
        Sealed credentials,
        int dailyLimit,
        @Nullable SendingHours sendingHours,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<ChannelConnectionId> {

    /** @throws Rejected {@code text.*}, {@code channel_connection.limit_out_of_range} */
    public ChannelConnection {
        name = Text.required(name, "name", 200);
        sender = Text.optional(sender, "sender", 320);
        settings = Map.copyOf(settings);
        if (dailyLimit < 0 || dailyLimit > 1_000_000) {
            throw Rejected.field(
                    "daily_limit", "channel_connection.limit_out_of_range", "daily_limit must be 0 to 1000000");
        }
    }

    /** Shown and logged without its credentials. */
    @Override
    public String toString() {
        return "ChannelConnection[id=" + id + ", channel=" + channel + ", provider=" + provider + "]";
    }
}
