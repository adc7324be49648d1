package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.application.cmo.BeginWeek;
import io.aicmo.application.cmo.RecommendActions;
import io.aicmo.application.job.ControlSchedule;
import io.aicmo.application.job.FireSchedules;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.job.Rhythm;
import io.aicmo.domain.shared.JobId;
import io.aicmo.port.Ids;
import io.aicmo.port.NotFound;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobStore.Filter;
import io.aicmo.port.job.Schedule;
import io.aicmo.port.job.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What {@code ScheduleStore} promises, and what runs by the clock makes of it. Each test has a schedule of its own. */
public interface ScheduleStoreContract extends StoreContract {
    /** 10:15:30 in UTC, 19:15:30 in Tokyo. */
    Instant START = World.NOW;

    ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    /** A schedule that is due daily at noon, and the clock that it runs by. */
    record Clock(StoreContract of, Schedule schedule, AtomicReference<Instant> now) {
        static Clock of(StoreContract contract) {
            Rhythm noon = new Rhythm.Daily(LocalTime.NOON);
            Schedule schedule =
                    new Schedule(JobKind.of(World.word(), Schedule.Payload.class), noon, "Does nothing at noon.");
            return new Clock(contract, schedule, new AtomicReference<>(START));
        }

        int look() {
            return new FireSchedules(List.of(schedule), of.adapter().schedules(), ids(), source()).handle();
        }

        ControlSchedule control() {
            return new ControlSchedule(
                    List.of(schedule),
                    of.adapter().transactions(),
                    of.adapter().schedules(),
                    of.adapter().jobs(),
                    of.adapter().tenants(),
                    ids(),
                    source());
        }

        void pass(Duration time) {
            now.updateAndGet(before -> before.plus(time));
        }

        ScheduledJob kept(Home home) {
            return home.read(tx -> of.adapter().schedules().list(tx)).stream()
                    .filter(one -> one.name().equals(schedule.name()))
                    .findFirst()
                    .orElseThrow();
        }

        List<Instant> times(Home home) {
            Filter own = new Filter(schedule.name(), null, null);
            return home.read(tx -> of.adapter().jobs().list(tx, own, null, 100)).data().stream()
                    .map(Job::payload)
                    .map(schedule.kind()::read)
                    .map(Schedule.Payload::scheduledFor)
                    .sorted()
                    .toList();
        }

        private Ids ids() {
            return World::id;
        }

        private InstantSource source() {
            return now::get;
        }
    }

    @Test
    default void aTenantBeginsWithTheNextTimeOfItsOwnClock() {
        Home home = world().aTenant();
        Home tokyo = world().aTenant(TOKYO);
        Clock clock = Clock.of(this);

        clock.look();

        assertThat(clock.kept(home))
                .isEqualTo(new ScheduledJob(
                        clock.schedule().name(), Instant.parse("2026-03-02T12:00:00Z"), null, null, null));
        assertThat(clock.kept(tokyo).nextAt()).isEqualTo("2026-03-03T03:00:00Z");
        assertThat(clock.times(home)).isEmpty();
    }

    @Test
    default void eachTimeIsOneJobOfEachTenantHoweverOftenSomebodyLooks() {
        Home home = world().aTenant();
        Home other = world().aTenant();
        Clock clock = Clock.of(this);
        clock.look();

        for (int hour = 0; hour < 48; hour++) {
            clock.pass(Duration.ofHours(1));
            clock.look();
            clock.look();
        }

        List<Instant> noons = List.of(Instant.parse("2026-03-02T12:00:00Z"), Instant.parse("2026-03-03T12:00:00Z"));
        assertThat(clock.times(home)).isEqualTo(noons);
        assertThat(clock.times(other)).isEqualTo(noons);
        assertThat(clock.kept(home).lastAt()).isEqualTo(noons.get(1));
        assertThat(clock.kept(home).lastJob()).isNotNull();
        assertThat(clock.kept(home).nextAt()).isEqualTo("2026-03-04T12:00:00Z");
    }

    @Test
    default void whatManyNodesLookAtAtOnceFiresOnce() {
        Home home = world().aTenant();
        Clock clock = Clock.of(this);
        clock.look();
        clock.pass(Duration.ofHours(3));
        Callable<Integer> node = clock::look;

        assertThat(AtOnce.all(Collections.nCopies(4, node))).allMatch(AtOnce.Ended::well);

        assertThat(clock.times(home)).containsExactly(Instant.parse("2026-03-02T12:00:00Z"));
    }

    @Test
    default void whatWasMissedIsMadeUpForOnceWithTheLatestTime() {
        Home home = world().aTenant();
        Clock clock = Clock.of(this);
        clock.look();

        clock.pass(Duration.ofDays(10));
        clock.look();
        clock.look();

        assertThat(clock.times(home)).containsExactly(Instant.parse("2026-03-11T12:00:00Z"));
        assertThat(clock.kept(home).nextAt()).isEqualTo("2026-03-12T12:00:00Z");
    }

    @Test
    default void whatIsPausedIsNotDueAndGoesOnWithTheNextTime() {
        Home home = world().aTenant();
        Clock clock = Clock.of(this);
        String name = clock.schedule().name();
        clock.look();

        ScheduledJob paused = clock.control().pause(home.actor(), name);
        clock.pass(Duration.ofDays(3));
        clock.look();
        ScheduledJob resumed = clock.control().resume(home.actor(), name);
        clock.look();

        assertThat(paused.pausedAt()).isEqualTo(START);
        assertThat(resumed.pausedAt()).isNull();
        assertThat(clock.kept(home)).isEqualTo(resumed);
        assertThat(clock.times(home)).isEmpty();
        clock.pass(Duration.ofDays(1));
        clock.look();
        assertThat(clock.times(home)).containsExactly(Instant.parse("2026-03-05T12:00:00Z"));
    }

    @Test
    default void whatIsToRunAtOnceRunsOnceBesideItsTimes() {
        Home home = world().aTenant();
        Clock clock = Clock.of(this);
        String name = clock.schedule().name();
        clock.look();
        Instant next = clock.kept(home).nextAt();

        JobId job = clock.control().run(home.actor(), name);
        JobId same = clock.control().run(home.actor(), name);

        assertThat(same).isEqualTo(job);
        assertThat(clock.times(home)).containsExactly(START);
        assertThat(clock.kept(home).lastJob()).isEqualTo(job);
        assertThat(clock.kept(home).nextAt()).isEqualTo(next);
    }

    @Test
    default void anotherTenantsScheduleIsItsOwn() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        Clock clock = Clock.of(this);
        clock.look();

        clock.control().pause(stranger.actor(), clock.schedule().name());

        assertThat(clock.kept(home).pausedAt()).isNull();
        assertThatThrownBy(() -> clock.control().pause(home.actor(), World.word()))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void aWeekBeginsWithASummaryOfEachWorkspaceAndAdviceForEachActiveCampaignThatSomebodyRunsAskedForOnce() {
        Home home = world().aTenant();
        home.aWorkspace();
        Campaign run = home.aCampaign();
        BeginWeek beginWeek = new BeginWeek(
                adapter().transactions(), adapter().records(), adapter().jobs(), World::id, () -> START);

        List<JobId> asked = beginWeek.handle(home.actor(), START);
        List<JobId> again = beginWeek.handle(home.actor(), START);

        String summary = BeginWeek.SUMMARIZE.name();
        String recommendations = RecommendActions.JOB.name();
        assertThat(asked).doesNotHaveDuplicates();
        assertThat(asked.stream().map(job -> home.job(job).orElseThrow().kind()))
                .containsExactly(summary, summary, recommendations);
        assertThat(RecommendActions.JOB
                        .read(home.job(asked.get(2)).orElseThrow().payload())
                        .campaignId())
                .isEqualTo(run.id());
        assertThat(again).isEqualTo(asked);
        assertThat(home.job(asked.get(0)).orElseThrow().payload())
                .isEqualTo(Map.of(
                        "workspace_id",
                        BeginWeek.SUMMARIZE
                                .read(home.job(asked.get(0)).orElseThrow().payload())
                                .workspaceId()
                                .toString(),
                        "scheduled_for",
                        START.toString()));
    }
}
