package io.aicmo.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @Test
    void punctuationMakesNoDifference() {
        assertThat(new PhoneNumber(" +1 (415) 555-0123 ")).isEqualTo(new PhoneNumber("+14155550123"));
        assertThat(new PhoneNumber("030/12.34.56").value()).isEqualTo("030123456");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1234",
                "+",
                "1234567890123456",
                "call me",
                "+1 415 CALL",
                "1+4155550123",
                "++14155550123",
                "١٢٣٤٥٦",
                "12345\u0000",
                "12345;ext=1"
            })
    void whatIsNoNumberIsRefused(String text) {
        Rejected refused = catchThrowableOfType(Rejected.class, () -> new PhoneNumber(text));

        assertThat(refused).as(text).isNotNull();
        assertThat(refused.code()).isEqualTo("phone.invalid");
    }

    @Test
    void whereThereIsNoneThereIsNone() {
        assertThat(PhoneNumber.ofNullable(null)).isNull();
        assertThat(EmailAddress.ofNullable(null)).isNull();
    }
}
