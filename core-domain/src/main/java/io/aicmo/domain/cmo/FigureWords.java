package io.aicmo.domain.cmo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes figures as people do: 1,234 and 3.45 % and 12.50 EUR. */
public final class FigureWords {
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    private FigureWords() {}

    /** A figure without its sign; an amount is in this currency, if it is known. */
    public static String of(BigDecimal value, Unit unit, @Nullable String currency) {
        BigDecimal size = value.abs();
        return switch (unit) {
            case COUNT -> grouped(size);
            case MONEY -> money(size) + (currency == null ? "" : " " + currency);
            case SHARE -> rounded(size.movePointRight(2)) + " %";
            case PER_CENT -> rounded(size) + " %";
            case RATIO -> rounded(size);
        };
    }

    private static String money(BigDecimal amount) {
        if (amount.signum() != 0 && amount.compareTo(TENTH) < 0) {
            return rounded(amount);
        }
        BigDecimal cents = amount.setScale(2, RoundingMode.HALF_UP);
        return pattern("#,##0.00").format(cents);
    }

    /** To three digits, but never fewer than stand before the point. */
    private static String rounded(BigDecimal number) {
        return number.precision() - number.scale() >= THREE_DIGITS.getPrecision()
                ? grouped(number.setScale(0, RoundingMode.HALF_UP))
                : grouped(number.round(THREE_DIGITS));
    }

    private static String grouped(BigDecimal number) {
        return pattern("#,##0.############").format(number);
    }

    private static DecimalFormat pattern(String pattern) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}
