package io.aicmo.domain.workflow;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must hold, in one field of an event or of its lead: a filter, not a script.
 *
 * @param field {@code event.<name>} or {@code lead.<name>}, for example {@code event.to} or {@code lead.score}
 * @param values what it is compared with: several for {@code in}, none for {@code exists} and {@code missing}, else one
 */
public record Condition(String field, Operator operator, List<String> values) {
    /** The most values that one is compared with. */
    public static final int MOST_VALUES = 50;

    private static final Pattern FIELD = Pattern.compile("(event|lead)\\.[a-z][a-z0-9_]{0,59}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");

    /** How a field is compared. What is missing satisfies {@code not_equals} and {@code missing} alone. */
    public enum Operator {
        EQUALS,
        NOT_EQUALS,
        IN,
        CONTAINS,
        AT_LEAST,
        AT_MOST,
        EXISTS,
        MISSING;

        boolean takesNone() {
            return this == EXISTS || this == MISSING;
        }

        boolean takesNumber() {
            return this == AT_LEAST || this == AT_MOST;
        }
    }

    /** @throws Rejected {@code condition.field_invalid}, {@code condition.values_count}, {@code condition.not_a_number} */
    public Condition {
        if (!FIELD.matcher(field).matches()) {
            throw Rejected.field("field", "condition.field_invalid", "a field is event.<name> or lead.<name>");
        }
        values = values.stream()
                .map(value -> Text.required(value, "values", 200))
                .toList();
        int least = operator.takesNone() ? 0 : 1;
        int most = operator == Operator.IN ? MOST_VALUES : least;
        if (values.size() < least || values.size() > most) {
            throw Rejected.field(
                    "values",
                    "condition.values_count",
                    operator.name().toLowerCase(Locale.ROOT) + " takes " + (least == most ? "" : least + " to ") + most
                            + " values");
        }
        if (operator.takesNumber() && !NUMBER.matcher(values.get(0)).matches()) {
            throw Rejected.field("values", "condition.not_a_number", "this must be a number");
        }
    }

    /** Whether it holds. */
    public boolean holds(Facts facts) {
        String actual = facts.text(field);
        return switch (operator) {
            case EQUALS -> values.get(0).equals(actual);
            case NOT_EQUALS -> !values.get(0).equals(actual);
            case IN -> actual != null && values.contains(actual);
            case CONTAINS ->
                actual != null
                        && actual.toLowerCase(Locale.ROOT)
                                .contains(values.get(0).toLowerCase(Locale.ROOT));
            case AT_LEAST -> isNumber(actual) && number(actual).compareTo(number(values.get(0))) >= 0;
            case AT_MOST -> isNumber(actual) && number(actual).compareTo(number(values.get(0))) <= 0;
            case EXISTS -> actual != null;
            case MISSING -> actual == null;
        };
    }

    /** Whether all of them hold. */
    public static boolean allHold(List<Condition> conditions, Facts facts) {
        return conditions.stream().allMatch(condition -> condition.holds(facts));
    }

    private static boolean isNumber(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches();
    }

    private static BigDecimal number(@Nullable String text) {
        return new BigDecimal(String.valueOf(text));
    }
}
