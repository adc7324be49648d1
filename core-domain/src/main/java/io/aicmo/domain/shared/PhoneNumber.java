package io.aicmo.domain.shared;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A telephone number without punctuation: an optional {@code +} and 5 to 15 digits (ITU-T E.164 allows 15). */
public record PhoneNumber(String value) {
    private static final Pattern PUNCTUATION = Pattern.compile("[\\s().\\-/]");
    private static final Pattern SHAPE = Pattern.compile("\\+?[0-9]{5,15}");

    /** @throws Rejected {@code phone.invalid} */
    public PhoneNumber {
        value = PUNCTUATION.matcher(value).replaceAll("");
        if (!SHAPE.matcher(value).matches()) {
            throw Rejected.field("phone", "phone.invalid", "phone must be a number such as +14155550123");
        }
    }

    /** @throws Rejected {@code phone.invalid} */
    public static @Nullable PhoneNumber ofNullable(@Nullable String value) {
        return value == null ? null : new PhoneNumber(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
