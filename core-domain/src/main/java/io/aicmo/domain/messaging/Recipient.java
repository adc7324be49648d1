package io.aicmo.domain.messaging;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message is for.
 *
 * @param lead as which lead, or null for a person who is none
 */
public record Recipient(Contact contact, @Nullable Lead lead) {
    /** The contact's attribute that says in which time zone the person is. */
    public static final String TIME_ZONE = "time_zone";

    /** Where the person is reached on a channel, or null where that is not known. */
    public @Nullable String address(String channel) {
        if (channel.equals(Channels.SMS.name()) || channel.equals(Channels.VOICE.name())) {
            return contact.phone() == null ? null : contact.phone().value();
        }
        return contact.email().value();
    }

    /** The person's time zone, or this one where it is not known. */
    public ZoneId zone(ZoneId otherwise) {
        if (contact.attributes().get(TIME_ZONE) instanceof String name) {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException unknown) {
                return otherwise;
            }
        }
        return otherwise;
    }

    /**
     * What templates may name: {@code first_name}, {@code last_name}, {@code email}, {@code phone}, {@code company},
     * {@code title}, {@code location}, {@code source}, {@code campaign}, {@code attributes.…}. What is not known is not
     * there. Lists stand as their items with commas, so that no template repeats itself.
     */
    public Map<String, Object> variables(@Nullable Campaign campaign) {
        Map<String, Object> known = new LinkedHashMap<>();
        put(known, "first_name", contact.firstName());
        put(known, "last_name", contact.lastName());
        put(known, "email", contact.email().value());
        put(known, "phone", contact.phone() == null ? null : contact.phone().value());
        put(known, "company", contact.company());
        put(known, "title", contact.title());
        put(known, "location", contact.location());
        put(known, "source", lead == null ? null : lead.source());
        put(known, "campaign", campaign == null ? null : campaign.name());
        known.put("attributes", flat(contact.attributes()));
        return known;
    }

    private static void put(Map<String, Object> known, String name, @Nullable String value) {
        if (value != null) {
            known.put(name, value);
        }
    }

    private static Object flat(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> String.valueOf(entry.getKey()), entry -> flat(entry.getValue())));
            case Collection<?> items -> items.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case Boolean flag -> flag;
            default -> String.valueOf(value);
        };
    }
}
