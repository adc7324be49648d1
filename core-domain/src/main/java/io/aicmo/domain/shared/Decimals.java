package io.aicmo.domain.shared;

import java.math.BigDecimal;

/** Checks on decimal numbers that people and providers send. */
public final class Decimals {
    private Decimals() {}

    /** Whether a number has at most so many digits before and after the point. */
    public static boolean fits(BigDecimal number, int before, int after) {
        // Counted in long, because an exponent that JSON allows overflows an int.
        long digitsBeforeThePoint = (long) number.precision() - number.scale();
        return digitsBeforeThePoint <= before
                && (number.scale() <= after
                        || (number.scale() <= 100 && number.stripTrailingZeros().scale() <= after));
    }

    /** Whether a number is above zero, at most {@code max}, with at most so many digits after the point. */
    public static boolean isPositive(BigDecimal number, int max, int after) {
        return number.signum() > 0 && fits(number, 18, after) && number.compareTo(BigDecimal.valueOf(max)) <= 0;
    }
}
