package io.aicmo.domain.cmo;

import io.aicmo.domain.cmo.draft.BrandFacts;
import io.aicmo.domain.shared.Decimals;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.Text;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The questions of the conversation about a brand, in the order in which they are asked: each is about one field of the
 * profile, and knows how to read an answer.
 */
public enum BrandQuestion {
    NAME("What is the brand called?"),
    DESCRIPTION("What does it do, in two or three sentences?"),
    INDUSTRY("Which industry is it in?"),
    AUDIENCE("Whom do you want to reach? Describe the people or companies in a sentence."),
    PROBLEM("What problem do they have that you solve?"),
    VALUE_PROPOSITION("What do they get from you that they do not get elsewhere?"),
    VOICE("How should the brand sound? For example: warm and plain, or bold and technical."),
    DIFFERENTIATORS("What sets you apart from your competitors? One thing per line is best."),
    GOALS("What should marketing achieve in the next three months?"),
    CHANNELS("Which channels do you want to be on? For example: e-mail, LinkedIn, a landing page, phone."),
    MONTHLY_BUDGET("What may marketing cost in a month? Please name the amount and the currency.");

    private static final Pattern AMOUNT = Pattern.compile(
            "(?<![\\p{L}\\d])(\\d{1,3}(?:[.,'’ \\u00a0]\\d{3})+|\\d{1,12})(?:[.,](\\d{1,2}))?\\s?(k|tsd|thousand|tausend|mille|mil|m|mio|million)?(?![\\p{L}\\d])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern CURRENCY = Pattern.compile(
            "(€|\\beuros?\\b|\\beur\\b|£|\\bgbp\\b|\\bpounds?\\b|\\bchf\\b|\\bfranken\\b|₹|\\binr\\b|\\brupees?\\b|\\brs\\b|"
                    + "¥|\\bjpy\\b|\\bsek\\b|\\bnok\\b|\\bdkk\\b|\\bpln\\b|\\bcad\\b|\\baud\\b|\\bbrl\\b|R\\$|\\$|\\busd\\b|\\bdollars?\\b)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern LIST_MARK = Pattern.compile("^\\s*(?:[-*•·]|\\d{1,2}[.)])\\s*");
    private static final Pattern DECLINED = Pattern.compile(
            "\\s*(skip|pass|next|later|no idea|none|n/?a|i (don['’]?t|do not) know|not sure|no|nein|weiter|keine( ahnung)?|"
                    + "weiß (ich )?nicht|später|aucune idée|je ne sais pas|no sé|ninguno|non so|não sei|geen idee)\\s*[.!]*\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final String question;

    BrandQuestion(String question) {
        this.question = question;
    }

    /** The question as it is asked. */
    public String question() {
        return question;
    }

    /** The field of the profile that it is about. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The question about a field, or empty where nothing is asked about it. */
    public static Optional<BrandQuestion> about(@Nullable String field) {
        return Arrays.stream(values())
                .filter(question -> question.field().equals(field))
                .findFirst();
    }

    /** What is not known yet, in the order in which it is asked. */
    public static List<BrandQuestion> open(BrandFacts facts) {
        return Arrays.stream(values())
                .filter(question -> question.known(facts) == null)
                .toList();
    }

    /**
     * The next question, or empty where there is none.
     *
     * @param declined fields that the person would rather not speak about
     */
    public static Optional<BrandQuestion> next(BrandFacts facts, Collection<String> declined) {
        return open(facts).stream()
                .filter(question -> !declined.contains(question.field()))
                .findFirst();
    }

    /** Whether an answer is that there is none. */
    public static boolean isDeclined(String answer) {
        return DECLINED.matcher(answer).matches();
    }

    /** What an answer to this question tells; {@link BrandFacts#NONE} where it tells nothing. */
    public BrandFacts read(String answer) {
        String text = answer.strip();
        return text.isEmpty() || isDeclined(text) ? BrandFacts.NONE : told(text);
    }

    private @Nullable Object known(BrandFacts facts) {
        return switch (this) {
            case NAME -> facts.name();
            case DESCRIPTION -> facts.description();
            case INDUSTRY -> facts.industry();
            case AUDIENCE -> facts.audience();
            case PROBLEM -> facts.problem();
            case VALUE_PROPOSITION -> facts.valueProposition();
            case VOICE -> facts.voice();
            case DIFFERENTIATORS -> facts.differentiators();
            case GOALS -> facts.goals();
            case CHANNELS -> facts.channels();
            case MONTHLY_BUDGET -> facts.monthlyBudget();
        };
    }

    private BrandFacts told(String answer) {
        return new BrandFacts(
                this == NAME
                        ? Text.cut(answer.lines().findFirst().orElse(answer).strip(), 200)
                        : null,
                null,
                this == INDUSTRY ? Text.cut(answer, 200) : null,
                null,
                this == DESCRIPTION ? Text.cut(answer, 5_000) : null,
                this == AUDIENCE ? Text.cut(answer, 2_000) : null,
                this == PROBLEM ? Text.cut(answer, 2_000) : null,
                this == VALUE_PROPOSITION ? Text.cut(answer, 2_000) : null,
                null,
                this == VOICE ? Text.cut(answer, 2_000) : null,
                this == DIFFERENTIATORS ? items(answer) : null,
                null,
                this == GOALS ? items(answer) : null,
                null,
                null,
                this == CHANNELS ? channels(answer) : null,
                this == MONTHLY_BUDGET ? budget(answer).orElse(null) : null);
    }

    /** The items of a list: by lines, else by semicolons, else by sentences. */
    private static List<String> items(String answer) {
        String by = answer.contains("\n") ? "\\R" : answer.contains(";") ? ";" : "(?<=[.!?])\\s+";
        return split(answer, by, 1_000);
    }

    /** Channels are named in a row. */
    private static List<String> channels(String answer) {
        return split(answer, "[\\n,;/&+]|\\s(?:and|und|et|y|e|en)\\s", 100);
    }

    private static List<String> split(String answer, String by, int max) {
        return Arrays.stream(answer.split(by, -1))
                .map(item -> LIST_MARK.matcher(item).replaceFirst("").strip())
                .map(item -> item.endsWith(".")
                        ? item.substring(0, item.length() - 1).strip()
                        : item)
                .filter(item -> !item.isEmpty())
                .map(item -> Text.cut(item, max))
                .limit(50)
                .collect(Collectors.toList());
    }

    /** An amount with its currency, as people write it: {@code €3,000}, {@code 2.500 Euro}, {@code 5k USD a month}. */
    static Optional<Money> budget(String answer) {
        Matcher currency = CURRENCY.matcher(answer);
        Matcher amount = AMOUNT.matcher(answer);
        if (!currency.find() || !amount.find()) {
            return Optional.empty();
        }
        String whole = amount.group(1).replaceAll("\\D", "");
        String cents = amount.group(2) == null ? "0" : amount.group(2);
        BigDecimal number = new BigDecimal(whole + "." + cents).multiply(times(amount.group(3)));
        return Decimals.fits(number, Money.DIGITS, Money.DECIMALS)
                ? Optional.of(new Money(number, code(currency.group())))
                : Optional.empty();
    }

    private static BigDecimal times(@Nullable String word) {
        if (word == null) {
            return BigDecimal.ONE;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "m", "mio", "million" -> BigDecimal.valueOf(1_000_000);
            default -> BigDecimal.valueOf(1_000);
        };
    }

    private static String code(String currency) {
        String word = currency.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "€", "euro", "euros", "eur" -> "EUR";
            case "£", "gbp", "pound", "pounds" -> "GBP";
            case "chf", "franken" -> "CHF";
            case "₹", "inr", "rupee", "rupees", "rs" -> "INR";
            case "¥" -> "JPY";
            case "r$" -> "BRL";
            case "$", "dollar", "dollars" -> "USD";
            default -> word.toUpperCase(Locale.ROOT);
        };
    }
}
