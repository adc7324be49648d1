package io.aicmo.domain.shared;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address in lower case, because mail systems that tell case apart are not met and people who write their own
 * address in two ways are. At most 254 characters (RFC 5321 §4.5.3.1.3).
 */
public record EmailAddress(String value) {
    private static final String NEITHER = "\\s@<>()\\[\\],;:\"\\\\\\p{Z}\\p{C}";
    private static final Pattern SHAPE =
            Pattern.compile("[^" + NEITHER + "]{1,64}@[^" + NEITHER + ".]+(\\.[^" + NEITHER + ".]+)+");

    /** @throws Rejected {@code email.invalid} */
    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (value.length() > 254
                || !Text.isStorable(value)
                || !SHAPE.matcher(value).matches()) {
            throw Rejected.field("email", "email.invalid", "email must be an address such as ada@example.com");
        }
    }

    /** @throws Rejected {@code email.invalid} */
    public static @Nullable EmailAddress ofNullable(@Nullable String value) {
        return value == null ? null : new EmailAddress(value);
    }

    /** The part after the {@code @}. */
    public String domain() {
        return value.substring(value.indexOf('@') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
