package io.aicmo.ai.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.application.cmo.agent.BrandIntakeInput;
import io.aicmo.application.cmo.agent.ReplyInput;
import io.aicmo.application.cmo.agent.RoutingInput;
import io.aicmo.application.cmo.agent.SummaryInput;
import io.aicmo.domain.cmo.BrandQuestion;
import io.aicmo.domain.cmo.FigureCheck;
import io.aicmo.domain.cmo.Metric;
import io.aicmo.domain.cmo.Unit;
import io.aicmo.domain.cmo.Week;
import io.aicmo.domain.cmo.WeekFigure;
import io.aicmo.domain.cmo.WeekReview;
import io.aicmo.domain.cmo.draft.BrandFacts;
import io.aicmo.domain.cmo.draft.BrandTurn;
import io.aicmo.domain.cmo.draft.ReplyAnalysis;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.ActionKind;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.Intent;
import io.aicmo.domain.cmo.draft.RoutingAdvice;
import io.aicmo.domain.cmo.draft.SummaryWording;
import io.aicmo.domain.cmo.reply.ReplyText;
import io.aicmo.domain.crm.LeadRouter.Route;
import io.aicmo.domain.crm.LeadStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What the intake, the router, the reader of replies and the writer of summaries hold to, whatever they are told. */
class PlaybooksObeyTest {
    private static final List<String> DECISIVE = List.of(
            "Please unsubscribe me.",
            "We are not interested, thank you.",
            "Can we have a call on Tuesday?",
            "Sounds great, tell me more!",
            "This is spam, I will report you.");

    // Intake

    @Property(tries = 300)
    void theIntakeTakesAMessageForWhatItAskedAndAsksForWhatIsMissing(
            @ForAll("texts") String message, @ForAll BrandQuestion asked, @ForAll Set<BrandQuestion> declined) {
        BrandFacts known = BrandQuestion.VOICE.read("Warm and plain");
        BrandIntakeInput input = new BrandIntakeInput(
                known,
                List.of(),
                declined.stream().map(BrandQuestion::field).toList(),
                asked.field(),
                List.of(),
                message);

        BrandTurn turn = new BrandIntakePlaybook().answer(input);

        BrandFacts after = turn.learned().over(known);
        assertThat(turn.learned()).isEqualTo(asked.read(message));
        if (asked != BrandQuestion.VOICE) {
            assertThat(after.voice()).isEqualTo(known.voice());
        }
        if (turn.asking() == null) {
            assertThat(BrandQuestion.open(after))
                    .allMatch(question -> declined.contains(question) || question == asked);
        } else {
            BrandQuestion next = BrandQuestion.about(turn.asking()).orElseThrow();
            assertThat(BrandQuestion.open(after)).contains(next);
            assertThat(declined).doesNotContain(next);
            assertThat(turn.reply()).endsWith(next.question());
        }
        assertThat(new BrandIntakePlaybook().answer(input)).isEqualTo(turn);
    }

    // Router

    @Property(tries = 300)
    void theRouterNeverPutsOffWhoIsHotAndNeverHurriesAfterWhoIsGone(
            @ForAll LeadStatus status,
            @ForAll @IntRange(min = 0, max = 100) int score,
            @ForAll Route byScore,
            @ForAll("activities") List<String> recent,
            @ForAll("texts") String words) {
        RoutingInput input =
                new RoutingInput(status, score, List.of(words), byScore, words, words, words, words, null, recent);

        RoutingAdvice advice = new RoutingPlaybook().answer(input);

        if (status.isClosed()) {
            assertThat(advice.route()).isEqualTo(Route.NURTURE);
        } else {
            assertThat(advice.route())
                    .as("as soon as the score says, or sooner")
                    .isLessThanOrEqualTo(byScore);
        }
        assertThat(new RoutingPlaybook().answer(input)).isEqualTo(advice);
    }

    // Replies

    @Property(tries = 300)
    void whateverIsRepliedItHasAnIntentASoundAndSomethingToDo(
            @ForAll("texts") String text, @ForAll boolean automatic, @ForAll LeadStatus status) {
        ReplyInput input = reply(text, automatic, status);

        ReplyAnalysis analysis = new ReplyPlaybook().answer(input);

        assertThat(analysis.intent()).isNotNull();
        assertThat(analysis.sentiment()).isNotNull();
        assertThat(analysis.confidence()).isBetween(0, 100);
        assertThat(analysis.nextActions()).isNotEmpty().allSatisfy(action -> {
            assertThat(action.kind()).isNotNull();
            assertThat(action.inDays()).isNotNegative();
        });
        if (analysis.intent() == Intent.UNSUBSCRIBE) {
            assertThat(analysis.suggestedReply()).isNull();
            assertThat(analysis.nextActions()).allMatch(action -> action.kind() == ActionKind.SUPPRESS);
        }
        assertThat(new ReplyPlaybook().answer(input)).isEqualTo(analysis);
    }

    @Property(tries = 300)
    void whatIsQuotedDecidesNothing(
            @ForAll("decisive") String own, @ForAll("decisive") String quoted, @ForAll("quotations") String quotation) {
        String mail = own + quotation.formatted(quoted);

        assertThat(read(mail)).isEqualTo(read(own));
    }

    private static ReplyAnalysis read(String mail) {
        return new ReplyPlaybook().answer(reply(ReplyText.of(mail), false, LeadStatus.CONTACTED));
    }

    private static ReplyInput reply(String text, boolean automatic, LeadStatus status) {
        return new ReplyInput("Re: Hello", text, automatic, status, "Spring", "Northwind", null, "Order the box");
    }

    // Summaries

    @Property(tries = 300)
    void everyNumberOfASummaryIsOneThatItWasTold(@ForAll("reviews") WeekReview review) {
        SummaryInput input = SummaryInput.of("Northwind", review);

        var wording = new SummaryPlaybook().answer(input);

        for (String sentence : wording.sentences()) {
            assertThat(FigureCheck.unfounded(sentence, review.cited(), review.names()))
                    .as(sentence)
                    .isEmpty();
        }
        assertThat(new SummaryPlaybook().answer(input)).isEqualTo(wording);
        assertThat(input.review()).as("what is told is what was computed").isEqualTo(review);
    }

    @Example
    void risingSpendIsNoPraiseAndAMissedTargetIsAConcern() {
        WeekReview review = new WeekReview(
                Week.of(Told.START),
                "EUR",
                List.of(
                        new WeekFigure(Metric.SENDS, new BigDecimal("900"), new BigDecimal("100"), null),
                        new WeekFigure(Metric.LEADS, new BigDecimal("5"), new BigDecimal("4"), new BigDecimal("20")),
                        new WeekFigure(Metric.SPEND, new BigDecimal("200"), new BigDecimal("100"), null),
                        new WeekFigure(Metric.CTR, new BigDecimal("0.012346"), new BigDecimal("0.01"), null)));

        SummaryWording wording = new SummaryPlaybook().answer(SummaryInput.of("Northwind", review));

        assertThat(wording.highlights()).noneMatch(said -> said.contains("pend") || said.contains("essages sent"));
        assertThat(wording.concerns()).singleElement().asString().contains("Leads", "5", "target 20");
        assertThat(wording.summary()).contains("Spend: 200.00 EUR (up 100 % on last week)", "1.23 %");
        assertThat(wording.headline()).startsWith("Northwind: ");
    }

    // Whatever

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> anything = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(400)
                .filter(text ->
                        !text.isBlank() && text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c)));
        return Arbitraries.oneOf(anything, Arbitraries.of(DECISIVE), Arbitraries.of("skip", "900 EUR", "?", "-"));
    }

    @Provide
    Arbitrary<String> decisive() {
        return Arbitraries.of(DECISIVE);
    }

    @Provide
    Arbitrary<String> quotations() {
        return Arbitraries.of(
                "\n\nOn Mon, Nov 16, 2026 at 9:12 AM Ada <ada@example.com> wrote:\n> %s\n",
                "\n\nAm 16.11.2026 um 09:12 schrieb Ada <ada@example.com>:\n\n%s\n",
                "\n\n-----Original Message-----\nFrom: Ada\nSent: Monday\nTo: Bob\nSubject: Hi\n\n%s",
                "\n> %1$s\n> %1$s\n",
                "\n-- \n%s");
    }

    @Provide
    Arbitrary<List<String>> activities() {
        return Arbitraries.of("email_opened", "email_replied", "voice_meeting_booked", "landing_form_submit", "note")
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<WeekReview> reviews() {
        Arbitrary<WeekFigure> figures = Arbitraries.of(Metric.class)
                .flatMap(metric -> Combinators.combine(values(metric), values(metric), values(metric))
                        .as((now, before, target) -> new WeekFigure(metric, now, before, target)));
        return figures.list()
                .uniqueElements(WeekFigure::metric)
                .ofMaxSize(12)
                .map(some -> new WeekReview(Week.of(Told.START), hasAmounts(some) ? "EUR" : null, some));
    }

    private static boolean hasAmounts(List<WeekFigure> figures) {
        return figures.stream().anyMatch(figure -> figure.metric().unit() == Unit.MONEY);
    }

    private static Arbitrary<@Nullable BigDecimal> values(Metric metric) {
        return switch (metric.unit()) {
            case COUNT -> decimals("99999999", 0);
            case MONEY, PER_CENT -> decimals("99999999", 2);
            case SHARE -> decimals("1", 6);
            case RATIO -> decimals("100", 4);
        };
    }

    private static Arbitrary<@Nullable BigDecimal> decimals(String most, int scale) {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal(most))
                .ofScale(scale)
                .injectNull(0.2);
    }
}
