package io.aicmo.domain.cmo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds words against the figures that they are about: every number in them must be one of the figures, as people write
 * numbers: {@code 1,234}, {@code 12.5 %}, {@code $3.2k}, {@code 2 million}. A number may be rounded, to what it shows and by no
 * more than a twentieth; it may leave out the sign, but not have the wrong one. What is no plain number ({@code 1e3},
 * {@code 1/2}, {@code ½}) is no figure.
 *
 * <p>Numbers in English words ({@code twelve thousand}, {@code half}, {@code doubled}) are held against the figures as well,
 * but for {@code one} and {@code zero}. What is said to be up has grown and what is down has fallen, and what has the mark
 * of a currency is an amount in it.
 */
public final class FigureCheck {
    private static final Pattern NUMBER = Pattern.compile("""
            (?<number>\\d{1,3}(?:[,\\u00a0\\u2009\\u202f\\u2019']\\d{3})+(?!\\d)(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|(?<!\\d)\\.\\d+)\
            (?:\\h?(?<percent>%|per\\s?cent\\b|percentage\\s+points?\\b)\
            |\\h?(?<scale>k|thousand|m|mn|million|bn|billion)\\b|(?<times>[x\\u00d7]))?""", Pattern.CASE_INSENSITIVE);
    /** So exact a rounded number must be: its error at most one in so many. */
    private static final BigDecimal EXACTNESS = BigDecimal.valueOf(20);

    private static final Pattern GREW = before("up|rose|risen|grew|grown|grows?|increased|gained|climbed");
    private static final Pattern FELL = before("down|fell|fallen|dropped|decreased|declined|lost|shrank|shrunk");
    private static final Pattern MORE = after("more|higher|up|increase|growth|rise");
    private static final Pattern LESS = after("less|fewer|lower|down|decrease|drop|decline|fall");

    private static final Pattern MARK_BEFORE = Pattern.compile("(?<mark>\\p{Sc}|(?<!\\p{L})[A-Z]{3})\\h?$");
    private static final Pattern MARK_AFTER =
            Pattern.compile("^\\h?(?<mark>\\p{Sc}|[A-Z]{3}(?!\\p{L})|(?:euro|dollar|pound)s?(?!\\p{L}))");
    /** Which currencies a mark may mean that is no code. */
    private static final Map<String, Set<String>> MARKS = Map.of(
            "€", Set.of("EUR"),
            "euro", Set.of("EUR"),
            "£", Set.of("GBP"),
            "pound", Set.of("GBP"),
            "¥", Set.of("JPY", "CNY"),
            "₹", Set.of("INR"),
            "$", Set.of("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN", "BRL", "ARS", "CLP", "COP"),
            "dollar", Set.of("USD", "AUD", "CAD", "NZD", "SGD", "HKD"));

    private static final String JOINS_NUMBERS = ",./:-'’\u2044\u2013^";
    /** So far from a number the words are read that say what it is. */
    private static final int NEAR = 40;

    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** Words with a digit that every marketer uses. */
    private static final List<String> WORDS = List.of("B2B2C", "B2B", "B2C", "D2C");

    private FigureCheck() {}

    /**
     * The numbers in a text that are none of the figures, as they stand there; none if all are.
     *
     * @param names what may stand in the text as it is, digits and all, for example a week or a campaign's name
     */
    public static List<String> unfounded(String text, Collection<Figure> figures, Collection<String> names) {
        return unfounded(text, figures, names, null);
    }

    /**
     * The numbers in a text that are none of the figures, as they stand there; none if all are.
     *
     * @param names what may stand in the text as it is, digits and all, for example a week or a campaign's name
     * @param currency of all amounts, or null where it is not known
     */
    public static List<String> unfounded(
            String text, Collection<Figure> figures, Collection<String> names, @Nullable String currency) {
        String bare = withAsciiDigits(without(names, text));
        List<String> unfounded = new ArrayList<>();
        StringBuilder rest = new StringBuilder(bare);
        Matcher matcher = NUMBER.matcher(bare);
        while (matcher.find()) {
            boolean founded = standsAlone(bare, matcher)
                    && figures.stream()
                            .anyMatch(figure -> says(bare, matcher, figure)
                                    && isMarkedAs(figure, bare, matcher.start(), matcher.end(), currency));
            if (!founded) {
                unfounded.add(matcher.group().strip());
            }
            rest.replace(matcher.start(), matcher.end(), "#".repeat(matcher.end() - matcher.start()));
        }
        for (NumberWords.Said said : NumberWords.in(rest.toString())) {
            boolean founded = figures.stream()
                    .anyMatch(figure ->
                            says(bare, said, figure) && isMarkedAs(figure, bare, said.start(), said.end(), currency));
            if (!founded) {
                unfounded.add(said.text());
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
        // A share that is not said to be one has a point in it, or it would be some count.
        boolean hasItsSize = (percent || figure.unit() != Unit.SHARE)
                ? isOf(figure, number, shown, percent)
                : written.scale() > 0 && rounds(figure.value(), number, shown);
        return hasItsSize
                && hasItsSign(text, matcher.start(), figure)
                && hasItsWay(text, matcher.start(), matcher.end(), figure);
    }

    private static boolean says(String text, NumberWords.Said said, Figure figure) {
        return switch (said.kind()) {
            case NUMBER ->
                hasItsWay(text, said.start(), said.end(), figure)
                        && isOf(figure, said.value(), said.shown(), said.percent());
            case PART -> isOf(figure, said.value(), said.shown(), true);
            case CHANGE -> figure.unit() == Unit.PER_CENT && figure.value().compareTo(said.value()) == 0;
            case VAGUE -> false;
        };
    }

    private static boolean isOf(Figure figure, BigDecimal number, BigDecimal shown, boolean percent) {
        return switch (figure.unit()) {
            case SHARE -> percent && rounds(figure.value().movePointRight(2), number, shown);
            case PER_CENT -> percent && rounds(figure.value(), number, shown);
            case COUNT, MONEY, RATIO -> !percent && rounds(figure.value(), number, shown);
        };
    }

    /** Whether it is not said to be up where it fell, nor down where it grew. */
    private static boolean hasItsWay(String text, int start, int end, Figure figure) {
        String before = before(text, start);
        String after = after(text, end);
        boolean grew = GREW.matcher(before).find() || MORE.matcher(after).find();
        boolean fell = FELL.matcher(before).find() || LESS.matcher(after).find();
        int sign = figure.value().signum();
        return (!grew || sign >= 0) && (!fell || sign <= 0);
    }

    private static String before(String text, int start) {
        return text.substring(Math.max(0, start - NEAR), start);
    }

    private static String after(String text, int end) {
        return text.substring(end, Math.min(text.length(), end + NEAR));
    }

    /** One of these words directly before a number, or with a word between them that says how exact it is. */
    private static Pattern before(String words) {
        return Pattern.compile(
                "(?<!\\p{L})(?:" + words + ")\\h+(?:by\\h+)?(?:(?:about|around|almost|nearly|over)\\h+)?"
                        + "(?:\\p{Sc}|[A-Z]{3}\\h)?$",
                Pattern.CASE_INSENSITIVE);
    }

    /** One of these words directly after a number. */
    private static Pattern after(String words) {
        return Pattern.compile("^\\h+(?:" + words + ")(?!\\p{L})", Pattern.CASE_INSENSITIVE);
    }

    /** Whether what stands next to a number is no currency, or that of the amount. */
    private static boolean isMarkedAs(Figure figure, String text, int start, int end, @Nullable String currency) {
        return isMarkOf(figure, MARK_BEFORE.matcher(before(text, start)), currency)
                && isMarkOf(figure, MARK_AFTER.matcher(after(text, end)), currency);
    }

    private static boolean isMarkOf(Figure figure, Matcher mark, @Nullable String currency) {
        if (!mark.find()) {
            return true;
        }
        String said = mark.group("mark");
        Set<String> meant =
                MARKS.getOrDefault(said.endsWith("s") ? said.substring(0, said.length() - 1) : said, Set.of(said));
        if (said.matches("[A-Z]{3}") && !CODES.contains(said)) {
            return true;
        }
        return figure.unit() == Unit.MONEY && (currency == null || meant.contains(currency));
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
