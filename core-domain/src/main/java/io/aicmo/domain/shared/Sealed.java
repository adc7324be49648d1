package io.aicmo.domain.shared;

/**
 * A small secret that a vault has sealed. It can be kept anywhere, and opens only for the place that it was sealed for.
 *
 * @param value begins with {@link #PREFIX}, so that nobody takes a plain secret for a sealed one
 */
public record Sealed(String value) {
    /** How every sealed secret begins. */
    public static final String PREFIX = "sealed:";

    /** @throws IllegalArgumentException if it does not begin with {@link #PREFIX}; the message does not show it */
    public Sealed {
        if (!value.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a secret that was to be sealed is not");
        }
    }

    /** What comes after the prefix: the vault's own writing. */
    public String content() {
        return value.substring(PREFIX.length());
    }

    /** Shown and logged without what it holds. */
    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
