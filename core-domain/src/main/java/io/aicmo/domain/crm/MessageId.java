package io.aicmo.domain.crm;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Message-IDs of e-mails (RFC 5322 §3.6.4), kept without their angle brackets. */
public final class MessageId {
    /** As many bytes as a line of a header has; an index takes a key of two and a half times as many. */
    private static final int MAX_BYTES = 998;

    private MessageId() {}

    /**
     * What somebody gives as a Message-ID, as it came.
     *
     * @throws Rejected {@code text.too_long}, if {@link #normalize} could drop it for its length
     */
    public static @Nullable String checked(@Nullable String raw, String field) {
        if (raw != null && Text.isLongerThan(raw, MAX_BYTES)) {
            throw Rejected.field(field, "text.too_long", field + " must have at most " + MAX_BYTES + " bytes of UTF-8");
        }
        return raw;
    }

    /** One id without brackets and spaces, or null where there is none. */
    public static @Nullable String normalize(@Nullable String raw) {
        List<String> ids = raw == null ? List.of() : all(raw);
        return ids.isEmpty() ? null : ids.get(0);
    }

    /** All ids of a header such as References, in its order; an id that is longer than a header line or cannot be stored is dropped. */
    public static List<String> all(String header) {
        return Arrays.stream(header.split("[\\s<>,]+"))
                .filter(id -> !id.isBlank() && !Text.isLongerThan(id, MAX_BYTES) && Text.isStorable(id))
                .toList();
    }
}
