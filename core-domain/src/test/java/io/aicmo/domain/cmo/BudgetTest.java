package io.aicmo.domain.cmo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.Rejected;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class BudgetTest {
    private static final Money BUDGET = Money.of("1000.01", "EUR");

    @Example
    void theSharesAddUpToAHundredPercent() {
        assertThat(plan(share("email", "60.5"), share("ads", "39.50")).budgetSplit())
                .hasSize(2);
        assertThat(plan().budgetSplit()).isEmpty();
        assertThat(refusal(share("email", "60"), share("ads", "39.99"))).isEqualTo("budget.not_100_percent");
        assertThat(refusal(share("email", "60"), share("ads", "40.01"))).isEqualTo("budget.not_100_percent");
    }

    @Example
    void aShareIsAboveZeroAndToTheHundredth() {
        assertThat(refusal(share("email", "0"), share("ads", "100"))).isEqualTo("budget.share_out_of_range");
        assertThat(refusal(share("email", "-1"), share("ads", "101"))).isEqualTo("budget.share_out_of_range");
        assertThat(refusal(share("email", "33.333"), share("ads", "66.667"))).isEqualTo("budget.share_out_of_range");
    }

    @Example
    void aPurposeHasOneShare() {
        assertThat(refusal(share("email", "50"), share(" email ", "50"))).isEqualTo("budget.purpose_twice");
    }

    @Property
    void whateverIsSplitNothingIsLost(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long cents,
            @ForAll @Size(min = 1, max = 29) List<@IntRange(min = 1, max = 300) Integer> hundredths) {
        Money budget = new Money(BigDecimal.valueOf(cents, 2), "EUR");
        List<BudgetShare> split = splitOf(hundredths);

        Plan plan = Marketing.aPlan(Marketing.planWords(Marketing.START, budget, split));
        Map<String, Money> amounts = BudgetShare.amounts(budget, plan.budgetSplit());

        assertThat(amounts).hasSize(split.size());
        assertThat(amounts.values().stream().reduce(Money.of("0", "EUR"), Money::plus))
                .isEqualTo(budget);
        assertThat(plan.budgetSplit().stream().map(BudgetShare::percent).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("100");
    }

    /** Shares of so many hundredths of a per cent, and one more for the rest. */
    private static List<BudgetShare> splitOf(List<Integer> hundredths) {
        List<BudgetShare> split = new ArrayList<>();
        int left = 10_000;
        for (int part : hundredths) {
            split.add(new BudgetShare("purpose " + split.size(), BigDecimal.valueOf(part, 2)));
            left -= part;
        }
        split.add(new BudgetShare("the rest", BigDecimal.valueOf(left, 2)));
        return split;
    }

    private static Plan plan(BudgetShare... split) {
        return Marketing.aPlan(Marketing.planWords(Marketing.START, BUDGET, List.of(split)));
    }

    private static String refusal(BudgetShare... split) {
        return catchThrowableOfType(Rejected.class, () -> plan(split)).code();
    }

    private static BudgetShare share(String purpose, String percent) {
        return new BudgetShare(purpose, new BigDecimal(percent));
    }
}
