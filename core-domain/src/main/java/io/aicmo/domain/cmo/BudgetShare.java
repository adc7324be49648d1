package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Decimals;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a budget.
 *
 * @param purpose what it is spent on: a channel's name, or something else such as {@code content}
 * @param percent above 0, at most 100, with at most 2 decimals
 */
public record BudgetShare(String purpose, BigDecimal percent) {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);
    private static final int MOST = 30;

    /**
     * Checks a split: no purpose twice, and the shares add up to exactly 100. No shares at all is a split that nobody
     * has thought of yet.
     *
     * @param field where it stands
     * @throws Rejected {@code budget.share_out_of_range}, {@code budget.purpose_twice}, {@code budget.not_100_percent},
     *     {@code list.too_long}, {@code text.*}
     */
    public static List<BudgetShare> checked(List<BudgetShare> split, String field) {
        Text.checkCount(split, field, MOST);
        List<BudgetShare> shares = new ArrayList<>(split.size());
        for (BudgetShare share : split) {
            shares.add(share.checked(field + "/" + shares.size()));
        }
        checkPurposes(shares, field);
        BigDecimal sum = shares.stream().map(BudgetShare::percent).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (!shares.isEmpty() && sum.compareTo(WHOLE) != 0) {
            throw Rejected.field(
                    field,
                    "budget.not_100_percent",
                    "the shares of the budget must add up to 100 %; they add up to "
                            + sum.stripTrailingZeros().toPlainString() + " %");
        }
        return List.copyOf(shares);
    }

    /**
     * What each purpose of a split gets: its per cent to the hundredth, rounded down, and the last one also what the
     * rounding left over, so that nothing of the budget is lost.
     */
    public static Map<String, Money> amounts(Money budget, List<BudgetShare> split) {
        Map<String, Money> amounts = new LinkedHashMap<>();
        BigDecimal left = budget.amount();
        for (int i = 0; i < split.size(); i++) {
            boolean last = i == split.size() - 1;
            Money part = last ? new Money(left, budget.currency()) : budget.percent(split.get(i).percent);
            amounts.put(split.get(i).purpose, part);
            left = left.subtract(part.amount());
        }
        return amounts;
    }

    private BudgetShare checked(String at) {
        if (!Decimals.isPositive(percent, 100, 2)) {
            throw Rejected.field(
                    at + "/percent",
                    "budget.share_out_of_range",
                    "percent must be above 0 and at most 100, with at most 2 decimals");
        }
        return new BudgetShare(Text.required(purpose, at + "/purpose", 100), percent);
    }

    private static void checkPurposes(List<BudgetShare> shares, String field) {
        for (int i = 0; i < shares.size(); i++) {
            String purpose = shares.get(i).purpose;
            if (shares.subList(0, i).stream().anyMatch(earlier -> earlier.purpose.equals(purpose))) {
                throw Rejected.field(
                        field + "/" + i + "/purpose", "budget.purpose_twice", purpose + " has a share already");
            }
        }
    }
}
