package io.aicmo.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class MoneyTest {
    @Example
    void whatIsWorthTheSameIsEqual() {
        assertThat(Money.of("10.50", "EUR")).isEqualTo(Money.of("10.5", "EUR"));
        assertThat(Money.of("1e3", "EUR")).isEqualTo(Money.of("1000.00", "EUR"));
        assertThat(Money.of("1e3", "EUR")).hasToString("1000 EUR");
        assertThat(Money.of("10", "EUR")).isNotEqualTo(Money.of("10", "USD"));
    }

    @Example
    void anAmountIsNeitherNegativeNorBeyondMeasure() {
        for (String wrong :
                new String[] {"-0.01", "1000000000000000", "0.0000001", "1e300", "1e-300", "1e2147483647"}) {
            assertThat(catchThrowableOfType(Rejected.class, () -> Money.of(wrong, "EUR"))
                            .code())
                    .as(wrong)
                    .isEqualTo("money.amount_out_of_range");
        }
        assertThat(Money.of("999999999999999.999999", "EUR").amount()).isEqualByComparingTo("999999999999999.999999");
    }

    @Example
    void aCurrencyIsThreeCapitals() {
        for (String wrong : new String[] {"", "eur", "EURO", "E1R", "€€€"}) {
            assertThat(catchThrowableOfType(Rejected.class, () -> Money.of("1", wrong))
                            .code())
                    .isEqualTo("money.currency_invalid");
        }
    }

    @Example
    void onlyMoneyOfOneCurrencyAddsUp() {
        assertThat(Money.of("1.10", "EUR").plus(Money.of("2.90", "EUR"))).isEqualTo(Money.of("4", "EUR"));
        assertThatThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void aPartIsNeverMoreThanTheWhole(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long cents,
            @ForAll @IntRange(min = 0, max = 10_000) int hundredths) {
        Money whole = new Money(BigDecimal.valueOf(cents, 2), "EUR");

        Money part = whole.percent(BigDecimal.valueOf(hundredths, 2));

        assertThat(part.amount()).isLessThanOrEqualTo(whole.amount());
    }
}
