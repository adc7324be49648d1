package io.aicmo.providers.calling;

import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Rejected;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what a connection to a provider must have. */
public final class Wanted {
    private static final int LONGEST = 2_000;

    private Wanted() {}

    /**
     * The address that mail comes from, with or without a name before it.
     *
     * @throws Rejected {@code channel_connection.sender_missing}, {@code email.invalid}
     */
    public static void sender(@Nullable String sender) {
        String given = present(sender);
        int open = given.lastIndexOf('<');
        boolean named = open >= 0 && given.endsWith(">");
        if (given.matches(".*[\\r\\n].*")) {
            throw missing();
        }
        new EmailAddress(named ? given.substring(open + 1, given.length() - 1) : given);
    }

    /** @throws Rejected {@code channel_connection.sender_missing} */
    public static String present(@Nullable String sender) {
        if (sender == null) {
            throw missing();
        }
        return sender;
    }

    private static Rejected missing() {
        return Rejected.field(
                "sender", "channel_connection.sender_missing", "this provider must be told from whom it sends");
    }

    /**
     * Exactly these.
     *
     * @throws Rejected {@code channel_connection.incomplete}, {@code channel_connection.unknown_field}
     */
    public static void all(Map<String, String> given, String field, Set<String> names) {
        only(given, field, names);
        for (String name : names) {
            if (given.getOrDefault(name, "").isBlank()) {
                throw Rejected.field(field + "/" + name, "channel_connection.incomplete", name + " is missing");
            }
        }
    }

    /**
     * None but these, none longer than a text of its kind is.
     *
     * @throws Rejected {@code channel_connection.unknown_field}, {@code text.too_long}
     */
    public static void only(Map<String, String> given, String field, Set<String> names) {
        given.forEach((name, value) -> {
            if (!names.contains(name)) {
                throw Rejected.field(
                        field,
                        "channel_connection.unknown_field",
                        field + " may have " + (names.isEmpty() ? "nothing" : String.join(", ", names))
                                + " for this provider");
            }
            if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
                throw Rejected.field(
                        field + "/" + name,
                        "text.too_long",
                        name + " must have at most " + LONGEST + " characters, and no line breaks");
            }
        });
    }
}
