package io.aicmo.domain.cmo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

class FigureCheckTest {
    private static final List<Figure> FIGURES = List.of(
            new Figure("sends", new BigDecimal("1234"), Unit.COUNT),
            new Figure("spend", new BigDecimal("3214.50"), Unit.MONEY),
            new Figure("ctr", new BigDecimal("0.125"), Unit.SHARE),
            new Figure("change", new BigDecimal("-20"), Unit.PER_CENT),
            new Figure("roas", new BigDecimal("3.2"), Unit.RATIO),
            new Figure("impressions", new BigDecimal("2000000"), Unit.COUNT));

    @Example
    void numbersAreFoundAsPeopleWriteThem() {
        for (String words : List.of(
                "1,234 messages",
                "1234 messages.",
                "1\u202f234 messages",
                "1.2k messages",
                "$3.2k of spend",
                "€3,214.50",
                "EUR 3,214.5",
                "3,214.50 EUR",
                "EUR3,214.50",
                "a rate of 12.5 %, or 12.5%",
                "12.5 per cent",
                "0.125",
                "down 20 %",
                "-20%",
                "\u221220 %",
                "3.2x what we spent",
                "2 million people saw it",
                "2M",
                "١٢٣٤ messages",
                "zero bounces, and nothing else",
                "(1,234)")) {
            assertThat(check(words)).as(words).isEmpty();
        }
    }

    @Example
    void aNumberThatIsNoneOfTheFiguresIsFound() {
        for (String words : List.of(
                "1,235 messages",
                "1.3k messages",
                "124 messages",
                "12.6 %",
                "125 messages",
                "1,234 %",
                "20 messages",
                "+20 %",
                "-1,234",
                "4k",
                "3 million",
                "0 messages",
                "0.0k",
                "half, ½",
                "level Ⅳ",
                "1e3",
                "1,23",
                "1/2",
                "3.2.2",
                "2000000000000",
                "12,5 %",
                "x1234",
                "1234abc")) {
            assertThat(check(words)).as(words).isNotEmpty();
        }
    }

    @Example
    void numbersInWordsAreHeldAgainstTheFiguresToo() {
        List<Figure> figures = List.of(
                new Figure("leads", new BigDecimal("12"), Unit.COUNT),
                new Figure("opens", new BigDecimal("121"), Unit.COUNT),
                new Figure("sends", new BigDecimal("12000"), Unit.COUNT),
                new Figure("growth", new BigDecimal("100"), Unit.PER_CENT),
                new Figure("open rate", new BigDecimal("0.5"), Unit.SHARE),
                new Figure("reply rate", new BigDecimal("0.666667"), Unit.SHARE));
        for (String words : List.of(
                "twelve leads",
                "a dozen leads",
                "Twelve thousand messages",
                "one hundred and twenty-one opens",
                "doubled, twice as many",
                "up one hundred per cent",
                "half of them",
                "two thirds of them",
                "a double opt-in",
                "nobody, no one, none; one of them, zero bounces",
                "the first, the second and the third week of the quarter",
                "someone often weighs freight, attend")) {
            assertThat(FigureCheck.unfounded(words, figures, List.of()))
                    .as(words)
                    .isEmpty();
        }
        for (String words : List.of(
                "thirteen leads",
                "two dozen leads",
                "twelve million messages",
                "twenty thousand people",
                "tripled",
                "halved",
                "a threefold rise",
                "a third of them",
                "three quarters of them",
                "fifty-one per cent",
                "twelve per cent",
                "dozens of leads, thousands of opens",
                "12 hundred")) {
            assertThat(FigureCheck.unfounded(words, figures, List.of()))
                    .as(words)
                    .isNotEmpty();
        }
        assertThat(FigureCheck.unfounded(
                        "Leads doubled, twelve thousand people, half of them new.", FIGURES, List.of()))
                .containsExactly("doubled", "twelve thousand", "half");
    }

    @Example
    void whatIsSaidToBeUpHasGrown() {
        for (String words :
                List.of("up 20 %", "rose by about 20 %", "20 % more", "increased 20 per cent", "up twenty per cent")) {
            assertThat(check(words)).as(words).isNotEmpty();
        }
        for (String words :
                List.of("down 20 %", "fell by 20%", "20 % less", "fell to 1,234", "up 1,234", "down twenty per cent")) {
            assertThat(check(words)).as(words).isEmpty();
        }
        assertThat(check("down 1,234")).isNotEmpty();
    }

    @Example
    void whatIsSaidToBeMoneyIsAnAmountInItsCurrency() {
        for (String words : List.of("EUR 1,234", "$1,234", "1,234 euros", "1,234 EUR")) {
            assertThat(check(words)).as(words).isNotEmpty();
        }
        for (String words : List.of("$3,214.50", "USD 3,214.50", "3,214.50 dollars")) {
            assertThat(FigureCheck.unfounded(words, FIGURES, List.of(), "EUR"))
                    .as(words)
                    .isNotEmpty();
            assertThat(FigureCheck.unfounded(words, FIGURES, List.of(), "USD"))
                    .as(words)
                    .isEmpty();
        }
        assertThat(FigureCheck.unfounded("CRM 1,234, 1,234 MQL", FIGURES, List.of(), "EUR"))
                .isEmpty();
    }

    @Example
    void whatHasDigitsInItsNameMayBeNamed() {
        List<String> names = List.of("2026-W10", "Q3 launch");

        assertThat(FigureCheck.unfounded("In 2026-W10 the Q3 launch sent 1,234 B2B messages.", FIGURES, names))
                .isEmpty();
        assertThat(FigureCheck.unfounded("In 2026-W11 the Q4 launch was better.", FIGURES, names))
                .hasSize(3);
        assertThat(FigureCheck.unfounded("Q3 launch5", FIGURES, names)).isNotEmpty();
    }

    @Property
    void anyCountIsFoundAsItIsWritten(@ForAll @LongRange(min = 0, max = 999_999_999_999L) long count) {
        Figure figure = new Figure("sends", BigDecimal.valueOf(count), Unit.COUNT);

        assertThat(FigureCheck.unfounded(FigureWords.of(figure.value(), Unit.COUNT, null), List.of(figure), List.of()))
                .isEmpty();
    }

    @Property
    void anyFigureIsFoundAsItIsWritten(
            @ForAll @BigRange(min = "0", max = "9999999") @Scale(6) BigDecimal value, @ForAll Unit unit) {
        BigDecimal number = unit == Unit.COUNT ? value.setScale(0, java.math.RoundingMode.DOWN) : value;
        Figure figure = new Figure("figure", number, unit);
        String words = "It was " + FigureWords.of(number, unit, "EUR") + ", which is good.";

        assertThat(FigureCheck.unfounded(words, List.of(figure), List.of())).isEmpty();
    }

    @Property
    void aChangedDigitIsNoticed(
            @ForAll @LongRange(min = 0, max = 999_999_999L) long cents,
            @ForAll boolean money,
            @ForAll @IntRange(max = 20) int place,
            @ForAll @IntRange(min = 1, max = 9) int by) {
        BigDecimal value = money ? BigDecimal.valueOf(Math.max(cents, 10), 2) : BigDecimal.valueOf(cents);
        Unit unit = money ? Unit.MONEY : Unit.COUNT;
        StringBuilder words = new StringBuilder(FigureWords.of(value, unit, null));
        int at = place % words.length();
        Assume.that(Character.isDigit(words.charAt(at)));
        words.setCharAt(at, (char) ('0' + (words.charAt(at) - '0' + by) % 10));

        assertThat(FigureCheck.unfounded(words.toString(), List.of(new Figure("f", value, unit)), List.of()))
                .isNotEmpty();
    }

    @Property
    void thePlaybooksWordsHoldNoOtherNumber(
            @ForAll @Size(12) List<@LongRange(min = 0, max = 1_000_000) Long> counts,
            @ForAll @BigRange(min = "0", max = "99999") @Scale(2) BigDecimal spend,
            @ForAll @IntRange(min = 0, max = 500) int week) {
        Figures now = figures(counts.subList(0, 6), spend);
        Figures before = figures(counts.subList(6, 12), spend.add(BigDecimal.ONE));
        WeekReview review = WeekReview.of(
                new Week(java.time.LocalDate.of(2026, 1, 5).plusWeeks(week)),
                now,
                before,
                java.util.Map.of(
                        Metric.LEADS, new BigDecimal("12.35"),
                        Metric.CPL, new BigDecimal("20"),
                        Metric.CTR, new BigDecimal("0.02")));

        for (String sentence : SummaryPlaybook.of(review).sentences()) {
            assertThat(FigureCheck.unfounded(sentence, review.cited(), review.names()))
                    .as(sentence)
                    .isEmpty();
        }
    }

    @Property(tries = 300)
    void anyTextIsReadToItsEnd(@ForAll String text) {
        assertThat(FigureCheck.unfounded(text, FIGURES, List.of("a", " ", "$1")))
                .isNotNull();
    }

    private static Figures figures(List<Long> counts, BigDecimal spend) {
        return new Figures(
                new Engagement(counts.get(0), counts.get(0), counts.get(1), counts.get(1), counts.get(2), 0, 3),
                new Measured(
                        counts.get(3), counts.get(4), counts.get(5), 2, spend, spend.movePointRight(1), List.of("EUR")),
                counts.get(2));
    }

    private static List<String> check(String words) {
        return FigureCheck.unfounded(words, FIGURES, List.of());
    }
}
