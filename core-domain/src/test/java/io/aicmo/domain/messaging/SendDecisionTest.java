package io.aicmo.domain.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.crm.SendingHours;
import io.aicmo.domain.messaging.SendDecision.Circumstances;
import io.aicmo.domain.messaging.SendDecision.Obstacle;
import io.aicmo.domain.messaging.SendDecision.SendNow;
import io.aicmo.domain.messaging.SendDecision.SenderHours;
import io.aicmo.domain.messaging.SendDecision.Skip;
import io.aicmo.domain.messaging.SendDecision.Stop;
import io.aicmo.domain.messaging.SendDecision.WaitUntil;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendDecisionTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** A Monday at noon in Berlin. */
    private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");

    @Test
    void whenNothingSpeaksAgainstItItIsSent() {
        assertThat(SendDecision.decide(at(NOON, CampaignStatus.ACTIVE, null))).isEqualTo(new SendNow());
    }

    @Test
    void nothingIsSentToALeadWhoseSaleIsDecided() {
        Circumstances known = at(NOON, CampaignStatus.ACTIVE, null);

        assertThat(SendDecision.decide(new Circumstances(
                        NOON,
                        BERLIN,
                        true,
                        known.campaign(),
                        null,
                        known.hours(),
                        known.cap(),
                        List.of(),
                        NOON,
                        null,
                        false)))
                .isEqualTo(new Stop("lead_closed"));
    }

    @Test
    void nothingIsSentForACampaignThatIsOver() {
        assertThat(SendDecision.decide(at(NOON, CampaignStatus.COMPLETED, null)))
                .isEqualTo(new Stop("campaign_completed"));
    }

    @Test
    void aPausedCampaignHoldsItsMessages() {
        assertThat(SendDecision.decide(at(NOON, CampaignStatus.PAUSED, null)))
                .isEqualTo(new WaitUntil(NOON.plus(SendDecision.PAUSE), "campaign_paused"));
    }

    @Test
    void whereEverySenderIsSwitchedOffItWaitsForOneThatIsNot() {
        assertThat(SendDecision.decide(switchedOff(at(NOON, CampaignStatus.ACTIVE, null))))
                .isEqualTo(new WaitUntil(NOON.plus(SendDecision.PAUSE), "no_sender"));
    }

    @Test
    void whoeverMustNotBeWrittenToIsLeftOutWhoeverMaySend() {
        assertThat(SendDecision.decide(switchedOff(at(NOON, CampaignStatus.ACTIVE, Obstacle.SUPPRESSED))))
                .isEqualTo(new Skip("suppressed"));
    }

    @ParameterizedTest
    @EnumSource(Obstacle.class)
    void whoeverMustNotBeWrittenToIsLeftOut(Obstacle obstacle) {
        assertThat(SendDecision.decide(at(NOON, CampaignStatus.ACTIVE, obstacle)))
                .isEqualTo(new Skip(obstacle.word()));
    }

    @Test
    void outOfHoursItWaitsForThem() {
        assertThat(SendDecision.decide(at(Instant.parse("2026-03-06T18:00:00Z"), CampaignStatus.ACTIVE, null)))
                .isEqualTo(new WaitUntil(Instant.parse("2026-03-09T07:00:00Z"), "sending_hours"));
    }

    @Test
    void whoeverHadThreeTodayWaitsUntilTheFirstIsADayAgo() {
        List<Instant> three = List.of(
                NOON.minus(Duration.ofHours(1)), NOON.minus(Duration.ofHours(23)), NOON.minus(Duration.ofHours(5)));

        assertThat(SendDecision.decide(with(three, Instant.EPOCH)))
                .isEqualTo(new WaitUntil(NOON.plus(Duration.ofHours(1)), "frequency_cap"));
    }

    @Test
    void aSenderThatIsFullTodayIsAskedTomorrowInTheHours() {
        assertThat(SendDecision.decide(with(List.of(), Instant.parse("2026-03-02T23:00:00Z"))))
                .isEqualTo(new WaitUntil(Instant.parse("2026-03-03T07:00:00Z"), "daily_limit"));
    }

    @Test
    void aSenderWithHoursOfItsOwnKeepsThemBesideThePersons() {
        Circumstances noon = at(NOON, CampaignStatus.ACTIVE, null);

        assertThat(SendDecision.decide(noon.from(sending("14:00", "16:00", DayOfWeek.MONDAY))))
                .isEqualTo(new WaitUntil(Instant.parse("2026-03-02T13:00:00Z"), "sender_hours"));
        assertThat(SendDecision.decide(noon.from(sending("12:00", "12:30", DayOfWeek.MONDAY))))
                .isEqualTo(new SendNow());
        // The sender's Sunday is not the person's, its evening neither; its Tuesday from 17 on is, until 18.
        assertThat(SendDecision.decide(noon.from(sending("17:00", "23:00", DayOfWeek.SUNDAY, DayOfWeek.TUESDAY))))
                .isEqualTo(new WaitUntil(Instant.parse("2026-03-03T16:00:00Z"), "sender_hours"));
    }

    @Test
    void bothByTheirOwnClocks() {
        Circumstances berlin = at(Instant.parse("2026-03-02T07:30:00Z"), CampaignStatus.ACTIVE, null);
        SenderHours newYork = new SenderHours(SendingHours.USUAL, ZoneId.of("America/New_York"));

        assertThat(SendDecision.decide(berlin.from(newYork)))
                .isEqualTo(new WaitUntil(Instant.parse("2026-03-02T13:00:00Z"), "sender_hours"));
    }

    @Test
    void hoursThatHaveNothingInCommonAreLookedAtAgainEachDayAndSaidSo() {
        assertThat(SendDecision.decide(
                        at(NOON, CampaignStatus.ACTIVE, null).from(sending("20:00", "22:00", DayOfWeek.MONDAY))))
                .isEqualTo(new WaitUntil(NOON.plus(Duration.ofDays(1)), "no_common_hours"));
    }

    private static SenderHours sending(String from, String to, DayOfWeek... days) {
        return new SenderHours(new SendingHours(List.of(days), LocalTime.parse(from), LocalTime.parse(to)), BERLIN);
    }

    @Test
    void whatSomebodyAsksForInPersonIsSentAtNight() {
        Instant night = Instant.parse("2026-03-08T02:00:00Z");

        assertThat(SendDecision.decide(new Circumstances(
                        night, BERLIN, false, null, null, null, null, List.of(), Instant.EPOCH, null, false)))
                .isEqualTo(new SendNow());
    }

    @Property(tries = 2_000)
    void whatWaitsWaitsForATimeAtWhichItMayGo(@ForAll("circumstances") Circumstances known) {
        SendDecision decision = SendDecision.decide(known);

        if (decision instanceof WaitUntil wait) {
            assertThat(wait.at()).isAfter(known.now());
            Circumstances then = new Circumstances(
                    wait.at(),
                    known.zone(),
                    known.leadClosed(),
                    known.campaign() == CampaignStatus.PAUSED ? CampaignStatus.ACTIVE : known.campaign(),
                    known.obstacle(),
                    known.hours(),
                    known.cap(),
                    known.lately(),
                    known.roomAt(),
                    known.sender(),
                    false);
            boolean heldByHand = known.campaign() == CampaignStatus.PAUSED || known.switchedOff();
            if (!heldByHand && !wait.reason().equals("no_common_hours")) {
                assertThat(SendDecision.decide(then)).isEqualTo(new SendNow());
            }
        }
    }

    @Property(tries = 2_000)
    void whatIsSentNowBreaksNoRule(@ForAll("circumstances") Circumstances known) {
        if (SendDecision.decide(known) instanceof SendNow) {
            assertThat(known.leadClosed()).isFalse();
            assertThat(known.obstacle()).isNull();
            assertThat(known.switchedOff()).isFalse();
            assertThat(known.campaign()).isNotIn(CampaignStatus.PAUSED, CampaignStatus.COMPLETED);
            assertThat(known.roomAt()).isBeforeOrEqualTo(known.now());
            if (known.hours() != null) {
                assertThat(known.hours().next(known.now(), known.zone())).isEqualTo(known.now());
            }
            if (known.sender() != null) {
                assertThat(known.sender()
                                .hours()
                                .next(known.now(), known.sender().zone()))
                        .isEqualTo(known.now());
            }
            if (known.cap() != null) {
                Instant begin = known.now().minus(known.cap().window());
                assertThat(known.lately().stream().filter(time -> time.isAfter(begin)))
                        .hasSizeLessThan(known.cap().most());
            }
        }
    }

    @Provide
    Arbitrary<Circumstances> circumstances() {
        Arbitrary<Instant> now = Arbitraries.longs()
                .between(
                        Instant.parse("2026-03-20T00:00:00Z").getEpochSecond(),
                        Instant.parse("2026-04-10T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
        Arbitrary<@Nullable SendingHours> hours =
                Arbitraries.of(SendingHours.USUAL).injectNull(0.3);
        Arbitrary<@Nullable FrequencyCap> cap = Combinators.combine(
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 72))
                .as(FrequencyCap::new)
                .injectNull(0.3);
        Arbitrary<List<Long>> ages =
                Arbitraries.longs().between(0, 300_000).list().ofMaxSize(6);
        Arbitrary<Long> room = Arbitraries.longs().between(-90_000, 90_000);
        Arbitrary<CampaignStatus> campaign = Arbitraries.of(CampaignStatus.class);
        Arbitrary<ZoneId> zone = Arbitraries.of("Europe/Berlin", "America/New_York", "Asia/Kolkata")
                .map(ZoneId::of);
        Arbitrary<@Nullable Obstacle> obstacle = Arbitraries.of(Obstacle.class).injectNull(0.9);
        Arbitrary<@Nullable SenderHours> sender = Combinators.combine(
                        Arbitraries.of(DayOfWeek.class).set().ofMinSize(1),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of("Asia/Tokyo", "America/Los_Angeles").map(ZoneId::of))
                .as((days, from, length, where) -> new SenderHours(
                        new SendingHours(List.copyOf(days), LocalTime.of(from, 0), LocalTime.of(from + length, 0)),
                        where))
                .injectNull(0.3);
        return Combinators.combine(now, hours, cap, ages, room, campaign, zone, obstacle)
                .as((time, open, most, before, after, stands, where, why) -> new Circumstances(
                        time,
                        where,
                        false,
                        stands,
                        why,
                        open,
                        most,
                        before.stream().map(time::minusSeconds).toList(),
                        time.plusSeconds(after),
                        null,
                        false))
                .flatMap(known -> sender.map(known::from))
                .flatMap(known ->
                        Arbitraries.of(true, false, false, false, false).map(off -> off ? switchedOff(known) : known));
    }

    private static Circumstances at(Instant now, CampaignStatus campaign, @Nullable Obstacle obstacle) {
        return new Circumstances(
                now,
                BERLIN,
                false,
                campaign,
                obstacle,
                SendingHours.USUAL,
                FrequencyCap.USUAL,
                List.of(),
                Instant.EPOCH,
                null,
                false);
    }

    private static Circumstances with(List<Instant> lately, Instant roomAt) {
        return new Circumstances(
                NOON,
                BERLIN,
                false,
                CampaignStatus.ACTIVE,
                null,
                SendingHours.USUAL,
                FrequencyCap.USUAL,
                lately,
                roomAt,
                null,
                false);
    }

    private static Circumstances switchedOff(Circumstances known) {
        return new Circumstances(
                known.now(),
                known.zone(),
                known.leadClosed(),
                known.campaign(),
                known.obstacle(),
                known.hours(),
                known.cap(),
                known.lately(),
                known.roomAt(),
                known.sender(),
                true);
    }
}
