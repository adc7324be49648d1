package io.aicmo.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YearsTest {
    @ParameterizedTest
    @ValueSource(strings = {"1900-01-01", "2026-05-01", "2999-12-31"})
    void aDayOfTheseYearsIsTaken(String day) {
        assertThat(Years.hold(LocalDate.parse(day))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0044-03-15", "0000-01-01", "1899-12-31", "3000-01-01", "9999-12-31", "+10000-01-01"})
    void aDayOfAnotherYearIsNot(String day) {
        assertThat(Years.hold(LocalDate.parse(day))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1899-12-31T23:00:00-01:00", "3000-01-01T00:30:00+01:00"})
    void theYearOfAMomentIsTheOneThatItIsByUtc(String time) {
        assertThat(Years.hold(OffsetDateTime.parse(time).toInstant())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900-01-01T00:30:00+01:00", "2999-12-31T23:30:00-01:00", "9999-12-31T23:59:59-10:00"})
    void anOffsetThatLeavesTheseYearsIsNotTaken(String time) {
        assertThat(Years.hold(OffsetDateTime.parse(time).toInstant())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
    void noMomentIsTooFarAwayToBeAskedAbout(String time) {
        assertThat(Years.hold(Instant.parse(time))).isFalse();
    }
}
