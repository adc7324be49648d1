package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Rejected;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SendingHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void onAWeekdayInTheDayItIsAtOnce() {
        Instant noon = Instant.parse("2026-03-02T11:00:00Z");

        assertThat(SendingHours.USUAL.next(noon, BERLIN)).isEqualTo(noon);
    }

    @Test
    void beforeEightItIsAtEightOfTheRecipientsClock() {
        Instant early = Instant.parse("2026-03-02T06:00:00Z");

        assertThat(SendingHours.USUAL.next(early, BERLIN)).isEqualTo("2026-03-02T07:00:00Z");
        assertThat(SendingHours.USUAL.next(early, NEW_YORK)).isEqualTo("2026-03-02T13:00:00Z");
    }

    @Test
    void atSixInTheEveningItIsTooLate() {
        assertThat(SendingHours.USUAL.next(Instant.parse("2026-03-02T17:59:59Z"), ZoneOffset.UTC))
                .isEqualTo("2026-03-02T17:59:59Z");
        assertThat(SendingHours.USUAL.next(Instant.parse("2026-03-02T18:00:00Z"), ZoneOffset.UTC))
                .isEqualTo("2026-03-03T08:00:00Z");
    }

    @Test
    void onAWeekendItIsMonday() {
        assertThat(SendingHours.USUAL.next(Instant.parse("2026-03-06T18:00:00Z"), ZoneOffset.UTC))
                .isEqualTo("2026-03-09T08:00:00Z");
    }

    @Test
    void afterTheClockWasPutForwardEightIsAnHourEarlier() {
        Instant friday = Instant.parse("2026-03-27T20:00:00Z");

        assertThat(SendingHours.USUAL.next(friday, BERLIN)).isEqualTo("2026-03-30T06:00:00Z");
    }

    @Test
    void afterTheClockWasPutBackEightIsAnHourLater() {
        Instant friday = Instant.parse("2026-10-23T20:00:00Z");

        assertThat(SendingHours.USUAL.next(friday, BERLIN)).isEqualTo("2026-10-26T07:00:00Z");
    }

    @Test
    void hoursThatTheClockJumpsOverAreAsMuchLater() {
        SendingHours night = new SendingHours(List.of(DayOfWeek.SUNDAY), LocalTime.of(2, 10), LocalTime.of(2, 50));

        Instant next = night.next(Instant.parse("2026-03-28T12:00:00Z"), BERLIN);

        assertThat(next.atZone(BERLIN).toLocalTime()).isEqualTo(LocalTime.of(3, 10));
    }

    @Test
    void hoursWithoutADayOrAMinuteAreRefused() {
        assertThatThrownBy(() -> new SendingHours(List.of(), LocalTime.of(8, 0), LocalTime.of(9, 0)))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("sending_hours.empty"));
        assertThatThrownBy(() -> new SendingHours(List.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(9, 0)))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("sending_hours.empty"));
    }

    @Property(tries = 2_000)
    void itIsAlwaysWithinTheHoursAndNeverInThePast(
            @ForAll("hours") SendingHours hours, @ForAll("zones") ZoneId zone, @ForAll("times") Instant from) {
        Instant next = hours.next(from, zone);

        ZonedDateTime local = next.atZone(zone);
        assertThat(next).isAfterOrEqualTo(from);
        assertThat(hours.days()).contains(local.getDayOfWeek());
        if (isOrdinary(local)) {
            assertThat(local.toLocalTime()).isAfterOrEqualTo(hours.from()).isBefore(hours.to());
        }
        assertThat(hours.next(next, zone)).isEqualTo(next);
    }

    @Property(tries = 1_000)
    void noMinuteInBetweenWouldDo(
            @ForAll("hours") SendingHours hours, @ForAll("zones") ZoneId zone, @ForAll("times") Instant from) {
        Instant next = hours.next(from, zone);

        for (Instant between = from; between.isBefore(next); between = between.plus(Duration.ofMinutes(7))) {
            ZonedDateTime local = between.atZone(zone);
            boolean open = hours.days().contains(local.getDayOfWeek())
                    && !local.toLocalTime().isBefore(hours.from())
                    && local.toLocalTime().isBefore(hours.to());
            assertThat(open && isOrdinary(local)).as(local.toString()).isFalse();
        }
    }

    /** Not on a day on which the clock is changed. */
    private static boolean isOrdinary(ZonedDateTime local) {
        Duration day = Duration.between(
                local.toLocalDate().atStartOfDay(local.getZone()),
                local.toLocalDate().plusDays(1).atStartOfDay(local.getZone()));
        return day.equals(Duration.ofDays(1));
    }

    @Provide
    Arbitrary<SendingHours> hours() {
        Arbitrary<List<DayOfWeek>> days =
                Arbitraries.of(DayOfWeek.class).set().ofMinSize(1).map(some -> List.copyOf(EnumSet.copyOf(some)));
        Arbitrary<Integer> from = Arbitraries.integers().between(0, 1_400);
        Arbitrary<Integer> length = Arbitraries.integers().between(1, 1_439);
        return Combinators.combine(days, from, length)
                .as((some, begin, minutes) -> new SendingHours(
                        some,
                        LocalTime.ofSecondOfDay(begin * 60L),
                        LocalTime.ofSecondOfDay(Math.min(1_439, begin + minutes) * 60L)));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "America/Sao_Paulo",
                        "Asia/Kolkata",
                        "Africa/Casablanca",
                        "Pacific/Chatham",
                        "America/St_Johns",
                        "UTC")
                .map(ZoneId::of);
    }

    /** Half of them around the days on which clocks are changed. */
    @Provide
    Arbitrary<Instant> times() {
        Arbitrary<Long> any = Arbitraries.longs()
                .between(
                        Instant.parse("2020-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2030-01-01T00:00:00Z").getEpochSecond());
        Arbitrary<Long> changes = Arbitraries.of(
                        "2026-03-08T12:00:00Z", "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-11-01T06:00:00Z")
                .map(Instant::parse)
                .flatMap(change -> Arbitraries.longs()
                        .between(change.getEpochSecond() - 200_000, change.getEpochSecond() + 200_000));
        return Arbitraries.oneOf(any, changes).map(Instant::ofEpochSecond);
    }
}
