package io.aicmo.ai.playbook;

import io.aicmo.application.cmo.agent.Market;
import io.aicmo.domain.cmo.draft.BrandFacts;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tenant's own words, ready to stand in a sentence: each on one line, short enough, and with something in its place where it is missing. */
final class Wording {
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cc}]+");
    private static final int PHRASE = 120;

    private final Market market;
    private final BrandFacts brand;

    Wording(Market market) {
        this.market = market;
        this.brand = market.brand();
    }

    /** Who speaks. */
    String brand() {
        return first(80, "our company", brand.name());
    }

    /** To whom. */
    String audience() {
        return first(
                100,
                "the people we serve",
                market.audience() == null ? null : market.audience().name(),
                brand.audience());
    }

    /** What is for sale. */
    String offer() {
        return first(
                80,
                "what " + brand() + " does",
                market.offer() == null ? null : market.offer().name());
    }

    /** What it promises. */
    String promise() {
        return first(
                PHRASE,
                "what " + brand() + " does best",
                market.offer() == null ? null : market.offer().promise(),
                brand.valueProposition(),
                brand.description());
    }

    /** What its people suffer from. */
    String problem() {
        return first(PHRASE, "what holds them back", brand.problem());
    }

    /** What people are asked to do. */
    String callToAction() {
        return first(
                80, "Talk to us", market.offer() == null ? null : market.offer().callToAction());
    }

    /** What marketing shall achieve. */
    String goal() {
        return first(
                PHRASE,
                "win new customers for " + offer(),
                brand.goals() == null ? null : brand.goals().get(0));
    }

    /** What is in it for the buyer: at least one thing, at most six. */
    List<String> benefits() {
        List<String> told = Stream.concat(
                        market.offer() == null ? Stream.empty() : market.offer().benefits().stream(),
                        brand.differentiators() == null ? Stream.empty() : brand.differentiators().stream())
                .map(text -> phrase(text, 200))
                .filter(text -> !text.isEmpty())
                .distinct()
                .limit(6)
                .toList();
        return told.isEmpty() ? List.of(promise()) : told;
    }

    /** What it costs, or null where nobody says. */
    @Nullable
    String price() {
        if (market.offer() == null || market.offer().price() == null) {
            return null;
        }
        String terms = market.offer().priceTerms();
        return market.offer().price() + (terms == null ? "" : " " + phrase(terms, 80));
    }

    /** What happens where it does not hold what it promises, or null. */
    @Nullable
    String guarantee() {
        return market.offer() == null ? null : sentence(market.offer().guarantee());
    }

    /** Why to decide now, or null. */
    @Nullable
    String urgency() {
        return market.offer() == null ? null : sentence(market.offer().urgency());
    }

    /** On one line, at most {@code max} characters, without a full stop at its end. */
    static String phrase(String text, int max) {
        String line = SPACES.matcher(text).replaceAll(" ").strip();
        String whole = line.endsWith(".") ? line.substring(0, line.length() - 1).strip() : line;
        if (whole.length() <= max) {
            return whole;
        }
        int end = whole.lastIndexOf(' ', max - 1);
        int cut = end > max / 2 ? end : Character.isHighSurrogate(whole.charAt(max - 2)) ? max - 2 : max - 1;
        return whole.substring(0, cut).strip() + "…";
    }

    private static @Nullable String sentence(@Nullable String text) {
        String said = first(500, "", text);
        return said.isEmpty() ? null : said;
    }

    /** As the beginning of a sentence. */
    static String capital(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.codePointAt(0);
        return new StringBuilder()
                .appendCodePoint(Character.toTitleCase(first))
                .append(text.substring(Character.charCount(first)))
                .toString();
    }

    /** A channel's or a figure's name as people say it: {@code landing_page} is {@code landing page}. */
    static String spoken(String name) {
        return phrase(name.replace('_', ' ').toLowerCase(Locale.ROOT), PHRASE);
    }

    /** The first of several that says something. */
    private static String first(int max, String otherwise, @Nullable String... said) {
        for (String text : said) {
            if (text != null && !phrase(text, max).isEmpty()) {
                return phrase(text, max);
            }
        }
        return otherwise;
    }
}
