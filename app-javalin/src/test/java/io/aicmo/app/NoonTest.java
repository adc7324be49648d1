package io.aicmo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.SendingHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** It is noon somewhere in each minute of a day, also in the last one, in which no sending hours are open in UTC. */
class NoonTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final SendingHours ALL_DAY =
            new SendingHours(List.of(DayOfWeek.values()), LocalTime.MIN, LocalTime.of(23, 59));

    @Test
    void whereItIsNoonSomethingMayBeSentInEachMinuteOfTheDay() {
        for (int minute = 0; minute < 24 * 60; minute++) {
            Instant now = MIDNIGHT.plusSeconds(60L * minute);
            ZoneId zone = ZoneId.of(Noon.zone(now));

            assertThat(now.atZone(zone).getHour()).as(now.toString()).isEqualTo(12);
            assertThat(ALL_DAY.next(now, zone)).isEqualTo(now);
        }
    }
}
