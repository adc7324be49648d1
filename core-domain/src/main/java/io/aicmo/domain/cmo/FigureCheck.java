package io.aicmo.domain.cmo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds words against the figures that they are about: every number in them must be one of the figures, as people write
 * numbers: {@code 1,234}, {@code 12.5 %}, {@code $3.2k}, {@code 2 million}. A number may be rounded, to what it shows and by no
 * more than a twentieth; it may leave out the sign, but not have the wrong one. What is no plain number ({@code 1e3},
 * {@code 1/2}, {@code ½}) is no figure. Numbers in words, such as zero, are not looked at.
 */
public final class FigureCheck {
    private static final Pattern NUMBER = Pattern.compile("""
            (?<number>\\d{1,3}(?:[,\\u00a0\\u2009\\u202f\\u2019']\\d{3})+(?!\\d)(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|(?<!\\d)\\.\\d+)\
            (?:\\h?(?<percent>%|per\\s?cent\\b|percentage\\s+points?\\b)\
            |\\h?(?<scale>k|thousand|m|mn|million|bn|billion)\\b|(?<times>[x\\u00d7]))?""", Pattern.CASE_INSENSITIVE);
    /** So exact a rounded number must be: its error at most one in so many. */
    private static final BigDecimal EXACTNESS = BigDecimal.valueOf(20);

    private static final String JOINS_NUMBERS = ",./:-'’\u2044\u2013^";
    /** Words with a digit that every marketer uses. */
    private static final List<String> WORDS = List.of("B2B2C", "B2B", "B2C", "D2C");

    private FigureCheck() {}

    /**
     * The numbers in a text that are none of the figures, as they stand there; none if all are.
     *
     * @param names what may stand in the text as it is, digits and all, for example a week or a campaign's name
     */
    public static List<String> unfounded(String text, Collection<Figure> figures, Collection<String> names) {
        String bare = withAsciiDigits(without(names, text));
        List<String> unfounded = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(bare);
        while (matcher.find()) {
            boolean founded =
                    standsAlone(bare, matcher) && figures.stream().anyMatch(figure -> says(bare, matcher, figure));
            if (!founded) {
                unfounded.add(matcher.group().strip());
            }
        }
        bare.codePoints()
                .filter(FigureCheck::isOddNumber)
                .mapToObj(Character::toString)
                .forEach(unfounded::add);
        return unfounded;
    }

    /** Whether every number in a text is one of the figures. */
    public static boolean isFounded(String text, Collection<Figure> figures, Collection<String> names) {
        return unfounded(text, figures, names).isEmpty();
    }

    private static String without(Collection<String> names, String text) {
        List<String> longestFirst = new ArrayList<>(names);
        longestFirst.addAll(WORDS);
        longestFirst.removeIf(String::isBlank);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        String rest = text;
        for (String name : longestFirst) {
            rest = rest.replaceAll(
                    "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                    // A name between two numbers must not join them.
                    " _ ");
        }
        return rest;
    }

    /** Digits of all scripts as 0 to 9. */
    private static String withAsciiDigits(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> ascii.appendCodePoint(
                        Character.getType(point) == Character.DECIMAL_DIGIT_NUMBER
                                ? '0' + Character.digit(point, 10)
                                : point));
        return ascii.toString();
    }

    /** Fractions, superscripts, Roman and circled numbers. */
    private static boolean isOddNumber(int point) {
        int type = Character.getType(point);
        return type == Character.OTHER_NUMBER || type == Character.LETTER_NUMBER;
    }

    /** Whether it is a number by itself, and no part of a word, a date, a time, a fraction or another number. */
    private static boolean standsAlone(String text, Matcher matcher) {
        int before = matcher.start() - 1;
        int after = matcher.end();
        boolean beginsWell = before < 0 || !isInWord(text, before);
        boolean endsWell = after >= text.length()
                || !(Character.isLetterOrDigit(text.charAt(after)) || continuesAfter(text, after));
        return beginsWell && endsWell && !(before > 0 && joins(text, before) && isDigit(text, before - 1));
    }

    private static boolean continuesAfter(String text, int at) {
        return joins(text, at) && at + 1 < text.length() && isDigit(text, at + 1);
    }

    private static boolean joins(String text, int at) {
        return JOINS_NUMBERS.indexOf(text.charAt(at)) >= 0;
    }

    private static boolean isDigit(String text, int at) {
        return Character.isDigit(text.charAt(at));
    }

    /** A letter stands directly before it, and is not the end of a currency such as EUR. */
    private static boolean isInWord(String text, int at) {
        if (!Character.isLetterOrDigit(text.charAt(at)) && text.charAt(at) != '_') {
            return false;
        }
        int start = at;
        while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start--;
        }
        return !text.substring(start, at + 1).matches("[A-Z]{3}");
    }

    private static boolean says(String text, Matcher matcher, Figure figure) {
        String digits = matcher.group("number").replaceAll("[^0-9.]", "");
        BigDecimal written = new BigDecimal(digits.startsWith(".") ? "0" + digits : digits);
        int power = power(matcher.group("scale"));
        BigDecimal number = written.scaleByPowerOfTen(power);
        BigDecimal shown = BigDecimal.ONE.scaleByPowerOfTen(power - written.scale());
        boolean percent = matcher.group("percent") != null;
        return hasItsSign(text, matcher.start(), figure)
                && switch (figure.unit()) {
                    case SHARE ->
                        percent
                                ? rounds(figure.value().movePointRight(2), number, shown)
                                : written.scale() > 0 && rounds(figure.value(), number, shown);
                    case PER_CENT -> percent && rounds(figure.value(), number, shown);
                    case COUNT, MONEY, RATIO -> !percent && rounds(figure.value(), number, shown);
                };
    }

    private static int power(String scale) {
        if (scale == null) {
            return 0;
        }
        return switch (scale.toLowerCase(Locale.ROOT)) {
            case "k", "thousand" -> 3;
            case "m", "mn", "million" -> 6;
            default -> 9;
        };
    }

    /** Whether a figure without its sign is this number, rounded to the last digit that is shown. */
    private static boolean rounds(BigDecimal figure, BigDecimal number, BigDecimal shown) {
        BigDecimal size = figure.abs();
        BigDecimal error = size.subtract(number).abs();
        return number.signum() == 0
                ? size.signum() == 0
                : error.add(error).compareTo(shown) <= 0
                        && error.multiply(EXACTNESS).compareTo(size) <= 0;
    }

    private static boolean hasItsSign(String text, int start, Figure figure) {
        int at = start - 1;
        while (at >= 0 && Character.getType(text.charAt(at)) == Character.CURRENCY_SYMBOL) {
            at--;
        }
        char sign = at < 0 ? ' ' : text.charAt(at);
        boolean isSign = at <= 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
        return switch (sign) {
            case '-', '\u2212', '\u2013' -> !isSign || figure.value().signum() < 0;
            case '+' -> figure.value().signum() > 0;
            default -> true;
        };
    }
}
