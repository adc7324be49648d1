package io.aicmo.domain.crm;

import io.aicmo.domain.shared.Text;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Message-IDs of e-mails (RFC 5322 §3.6.4), kept without their angle brackets. */
public final class MessageId {
    private static final int MAX = 998;

    private MessageId() {}

    /** One id without brackets and spaces, or null where there is none. */
    public static @Nullable String normalize(@Nullable String raw) {
        List<String> ids = raw == null ? List.of() : all(raw);
        return ids.isEmpty() ? null : ids.get(0);
    }

    /** All ids of a header such as References, in its order; an id that is longer than a header line or cannot be stored is dropped. */
    public static List<String> all(String header) {
        return Arrays.stream(header.split("[\\s<>,]+"))
                .filter(id -> !id.isBlank() && id.length() <= MAX && Text.isStorable(id))
                .toList();
    }
}
