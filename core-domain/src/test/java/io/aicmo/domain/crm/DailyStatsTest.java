package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DailyStatsTest {

    @Property
    void oneMoreIsOneMoreOfThatAndOfNothingElse(@ForAll StatType stat) {
        DailyStats before = DailyStats.none(LocalDate.of(2026, 3, 2), "email");

        DailyStats after = before.plusOne(stat).plusOne(stat);

        assertThat(after.count(stat)).isEqualTo(2);
        assertThat(Arrays.stream(StatType.values()).mapToLong(after::count).sum())
                .isEqualTo(2);
        assertThat(after.day()).isEqualTo(before.day());
        assertThat(after.channel()).isEqualTo("email");
    }
}
