package io.aicmo.domain.shared;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One reason why something was refused.
 *
 * @param code stable and published, {@code <noun>.<what_is_wrong>}
 * @param detail for a person: what is wrong and what would be right
 * @param field the input field at fault in snake_case, or null where the whole request is
 */
public record Violation(
        String code, String detail, @Nullable String field) {
    public Violation {
        Objects.requireNonNull(code);
        Objects.requireNonNull(detail);
    }
}
