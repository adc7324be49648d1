package io.aicmo.domain.cmo;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.cmo.draft.BrandFacts;
import io.aicmo.domain.crm.Given;
import io.aicmo.domain.shared.BrandProfileId;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrandQuestionTest {
    @Test
    void theFirstQuestionIsTheName() {
        assertThat(BrandQuestion.next(BrandFacts.NONE, Set.of())).contains(BrandQuestion.NAME);
    }

    @Test
    void eachAnswerLeadsToTheNextQuestionUntilNothingIsMissing() {
        BrandFacts facts = BrandFacts.NONE;
        List<BrandQuestion> asked = new ArrayList<>();
        while (BrandQuestion.next(facts, Set.of()).isPresent()) {
            BrandQuestion question = BrandQuestion.next(facts, Set.of()).get();
            asked.add(question);
            facts = question.read(question == BrandQuestion.MONTHLY_BUDGET ? "3,000 EUR" : "Roasted by hand")
                    .over(facts);
        }

        assertThat(asked).containsExactly(BrandQuestion.values());
    }

    @Test
    void theQuestionsAreAboutWhatAProfileMisses() {
        BrandProfile.Edit named = new BrandProfile.Edit(
                "Northwind",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null);
        BrandProfile profile = BrandProfile.of(
                new BrandProfileId(Given.anId()), new WorkspaceId(Given.anId()), named, null, Given.NOW);

        assertThat(profile.missing())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(BrandQuestion.about(field)).isPresent());
    }

    @Test
    void whatSomebodyDeclinesIsNotAskedAgain() {
        assertThat(BrandQuestion.next(BrandFacts.NONE, Set.of("name"))).contains(BrandQuestion.DESCRIPTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "I don't know.", "Keine Ahnung", "no sé", "N/A"})
    void toDeclineTellsNothing(String answer) {
        assertThat(BrandQuestion.isDeclined(answer)).isTrue();
        assertThat(BrandQuestion.AUDIENCE.read(answer)).isEqualTo(BrandFacts.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    €3,000             | 3000    | EUR
                    2.500 Euro im Monat| 2500    | EUR
                    5k USD a month     | 5000    | USD
                    2.5k €             | 2500    | EUR
                    about $ 750        | 750     | USD
                    £1,250.50          | 1250.50 | GBP
                    1 200 CHF          | 1200    | CHF
                    Rs 40,000          | 40000   | INR
                    10 tsd EUR         | 10000   | EUR
                    """)
    void aBudgetIsReadAsPeopleWriteIt(String answer, String amount, String currency) {
        assertThat(BrandQuestion.MONTHLY_BUDGET.read(answer).monthlyBudget()).isEqualTo(Money.of(amount, currency));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not much", "3000", "as many euros as needed", "999999999999 million euros"})
    void anAmountWithoutACurrencyOrBeyondMeasureIsNoBudget(String answer) {
        assertThat(BrandQuestion.MONTHLY_BUDGET.read(answer)).isEqualTo(BrandFacts.NONE);
    }

    @Test
    void channelsAreNamedInARow() {
        assertThat(BrandQuestion.CHANNELS
                        .read("E-mail, LinkedIn and a landing page")
                        .channels())
                .containsExactly("E-mail", "LinkedIn", "a landing page");
    }

    @Test
    void listsAreReadByLinesElseBySentences() {
        assertThat(BrandQuestion.GOALS.read("- 100 leads\n- 10 customers").goals())
                .containsExactly("100 leads", "10 customers");
        assertThat(BrandQuestion.GOALS.read("100 leads. Then 10 customers.").goals())
                .containsExactly("100 leads", "Then 10 customers");
    }

    @Property
    void whateverSomebodyAnswersItIsReadOrTellsNothing(@ForAll BrandQuestion question, @ForAll String answer) {
        String storable = answer.replaceAll("[\\x00\\p{Cs}]", "");

        BrandFacts facts = question.read(storable);

        assertThat(facts.over(BrandFacts.NONE)).isEqualTo(facts);
    }
}
