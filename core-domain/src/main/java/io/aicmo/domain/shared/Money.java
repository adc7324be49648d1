package io.aicmo.domain.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of money, never negative and never a floating point number. Two that are worth the same are equal: zeros at
 * the end of the decimals do not count.
 *
 * @param amount 0 to 999,999,999,999,999, with at most {@value #DECIMALS} decimals, so that it also holds what a call of
 *     a language model costs
 * @param currency three capital letters, as ISO 4217 has them
 */
public record Money(BigDecimal amount, String currency) {
    /** The most digits after the point. */
    public static final int DECIMALS = 6;
    /** The most digits before the point. */
    public static final int DIGITS = 15;

    /** @throws Rejected {@code money.amount_out_of_range}, {@code money.currency_invalid} */
    public Money {
        if (amount.signum() < 0 || !Decimals.fits(amount, DIGITS, DECIMALS)) {
            throw Rejected.field(
                    "amount",
                    "money.amount_out_of_range",
                    "amount must be between 0 and 999999999999999, with at most " + DECIMALS + " decimals");
        }
        if (!isCurrency(currency)) {
            throw Rejected.field("currency", "money.currency_invalid", "currency must be an ISO 4217 code such as EUR");
        }
        amount = canonical(amount);
    }

    /** An amount as it is written, for example {@code Money.of("12.50", "EUR")}. */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    /**
     * The sum.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " do not add up");
        }
        return new Money(amount.add(other.amount), currency);
    }

    /** So many per cent of it, to the hundredth, rounded down. */
    public Money percent(BigDecimal percent) {
        return new Money(amount.multiply(percent).movePointLeft(2).setScale(2, RoundingMode.DOWN), currency);
    }

    private static boolean isCurrency(String code) {
        return code.length() == 3 && code.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z');
    }

    private static BigDecimal canonical(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
