package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BounceTypeTest {

    @Test
    void aBounceThatMayWorkTheNextTimeIsSoft() {
        assertThat(BounceType.of("Soft")).isEqualTo(BounceType.SOFT);
        assertThat(BounceType.of("transient")).isEqualTo(BounceType.SOFT);
        assertThat(BounceType.of("temporary")).isEqualTo(BounceType.SOFT);
        assertThat(BounceType.of("blocked")).isEqualTo(BounceType.SOFT);
        assertThat(BounceType.of("deferred")).isEqualTo(BounceType.SOFT);
        assertThat(BounceType.of("undetermined")).isEqualTo(BounceType.SOFT);
    }

    @Test
    void anyOtherIsHardSoThatNobodyIsWrittenToInVain() {
        assertThat(BounceType.of("hard")).isEqualTo(BounceType.HARD);
        assertThat(BounceType.of("Permanent")).isEqualTo(BounceType.HARD);
        assertThat(BounceType.of("")).isEqualTo(BounceType.HARD);
        assertThat(BounceType.of("something new")).isEqualTo(BounceType.HARD);
    }
}
