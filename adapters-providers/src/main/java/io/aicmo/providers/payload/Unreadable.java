package io.aicmo.providers.payload;

import io.aicmo.domain.shared.Rejected;

/** The ways to say that a payload cannot be understood. */
public final class Unreadable {
    private Unreadable() {}

    /** The body as a whole: {@code webhook.unreadable}. */
    public static Rejected body(String detail) {
        return Rejected.of("webhook.unreadable", detail);
    }

    /** One field of one event: {@code webhook.field_invalid}. */
    public static Rejected field(String field, String detail) {
        return Rejected.field(field, "webhook.field_invalid", field + " " + detail);
    }
}
