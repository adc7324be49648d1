package io.aicmo.application.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DutyCycleTest {
    private final DutyCycle aTwentieth = new DutyCycle(0.05, Duration.ofSeconds(1));

    @Test
    void theRestIsSoLongThatTheRoundWasItsPartOfTheTime() {
        assertThat(aTwentieth.restAfter(Duration.ofMillis(10))).isEqualTo(Duration.ofMillis(190));
    }

    @Test
    void whatCostsNextToNothingIsFollowedByNextToNoRest() {
        assertThat(aTwentieth.restAfter(Duration.ofNanos(100))).isEqualTo(Duration.ofNanos(1_900));
        assertThat(aTwentieth.restAfter(Duration.ZERO)).isZero();
    }

    @Test
    void noRestIsLongerThanTheLongest() {
        assertThat(aTwentieth.restAfter(Duration.ofMillis(53))).isEqualTo(Duration.ofSeconds(1));
        assertThat(aTwentieth.restAfter(Duration.ofDays(1_000))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aClockThatWasSetBackHasNobodyRestBackwards() {
        assertThat(aTwentieth.restAfter(Duration.ofSeconds(-1))).isZero();
    }

    @Test
    void wholeTimeMeansNoRest() {
        assertThat(new DutyCycle(1, Duration.ofSeconds(1)).restAfter(Duration.ofSeconds(5)))
                .isZero();
    }

    @Test
    void aPartOfTheTimeIsMoreThanNoneAndNoMoreThanAll() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DutyCycle(0, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new DutyCycle(1.1, Duration.ZERO));
    }
}
