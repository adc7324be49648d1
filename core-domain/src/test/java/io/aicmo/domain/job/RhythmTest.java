package io.aicmo.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RhythmTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Rhythm MONDAYS = new Rhythm.Weekly(DayOfWeek.MONDAY, LocalTime.of(6, 0));

    @Test
    void aWeekIsSevenDaysOfTheTenantsClock() {
        // The clock goes forward on Sunday the 29th of March 2026, so the week is an hour shorter.
        Instant before = Instant.parse("2026-03-23T05:00:00Z");
        Instant after = Instant.parse("2026-03-30T04:00:00Z");

        assertThat(MONDAYS.next(before.minusSeconds(1), BERLIN)).isEqualTo(before);
        assertThat(MONDAYS.next(before, BERLIN)).isEqualTo(after);
    }

    @Test
    void itIsMondayElsewhereFirst() {
        Instant sunday = Instant.parse("2026-06-07T12:00:00Z");

        assertThat(MONDAYS.next(sunday, ZoneId.of("Pacific/Auckland"))).isEqualTo("2026-06-07T18:00:00Z");
        assertThat(MONDAYS.next(sunday, ZoneOffset.UTC)).isEqualTo("2026-06-08T06:00:00Z");
        assertThat(MONDAYS.next(sunday, ZoneId.of("Pacific/Honolulu"))).isEqualTo("2026-06-08T16:00:00Z");
    }

    @Test
    void aTimeThatTheClockSkipsIsAsMuchLater() {
        Rhythm halfPastTwo = new Rhythm.Daily(LocalTime.of(2, 30));

        assertThat(halfPastTwo.next(Instant.parse("2026-03-28T12:00:00Z"), BERLIN))
                .isEqualTo("2026-03-29T01:30:00Z");
        assertThat(halfPastTwo.next(Instant.parse("2026-03-29T01:30:00Z"), BERLIN))
                .isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    void aTimeThatTheClockShowsTwiceIsTheFirst() {
        Rhythm halfPastTwo = new Rhythm.Daily(LocalTime.of(2, 30));
        Instant first = Instant.parse("2026-10-25T00:30:00Z");

        assertThat(halfPastTwo.next(first.minusSeconds(1), BERLIN)).isEqualTo(first);
        assertThat(halfPastTwo.next(first, BERLIN)).isEqualTo("2026-10-26T01:30:00Z");
        assertThat(halfPastTwo.next(first.plus(Duration.ofHours(1)), BERLIN)).isEqualTo("2026-10-26T01:30:00Z");
    }

    @Property
    void eachDayHasOneTimeWhateverTheZone(
            @ForAll("zones") ZoneId zone,
            @ForAll("times") LocalTime at,
            @ForAll @LongRange(min = 1_500_000_000L, max = 2_000_000_000L) long second) {
        Rhythm daily = new Rhythm.Daily(at);
        Instant first = daily.next(Instant.ofEpochSecond(second), zone);
        Instant next = daily.next(first, zone);

        assertThat(first).isAfter(Instant.ofEpochSecond(second));
        assertThat(LocalDate.ofInstant(next, zone))
                .isEqualTo(LocalDate.ofInstant(first, zone).plusDays(1));
        assertThat(Duration.between(first, next)).isBetween(Duration.ofHours(21), Duration.ofHours(27));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Europe/Berlin",
                        "America/New_York",
                        "America/St_Johns",
                        "Australia/Lord_Howe",
                        "Asia/Kolkata",
                        "Pacific/Auckland",
                        "America/Sao_Paulo",
                        "UTC")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<LocalTime> times() {
        return Arbitraries.integers().between(0, 1_379).map(minute -> LocalTime.of(minute / 60, minute % 60));
    }
}
