package io.aicmo.providers.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Rejected;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T10:00:00Z",
                "2026-03-02T10:00:00.000Z",
                "2026-03-02T10:00Z",
                "2026-03-02t10:00:00z",
                "2026-03-02T11:00:00+01:00",
                "2026-03-02 10:00:00.000000+00",
                "2026-03-02 10:00:00+00:00",
                " 2026-03-02T10:00:00Z "
            })
    void aTimeIsReadInTheWaysInWhichProvidersWriteIt(String text) {
        assertThat(Times.parse(text, "created_at")).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-03-02",
                "2026-03-02T10:00:00",
                "2026-02-29T10:00:00Z",
                "2026-03-02T25:00:00Z",
                "1772445600",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-10:00"
            })
    void whatIsNoPointInTimeIsRefusedByName(String text) {
        assertThatThrownBy(() -> Times.parse(text, "created_at"))
                .isInstanceOf(Rejected.class)
                .hasMessageStartingWith("created_at must be a time");
    }
}
