package io.aicmo.app.wiring;

import dagger.Module;
import dagger.Provides;
import io.aicmo.application.job.FireSchedules;
import io.aicmo.application.job.Schedules;
import io.aicmo.application.job.SweepUp;
import io.aicmo.domain.job.Retention;
import io.aicmo.port.Ids;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobWork;
import io.aicmo.port.job.ScheduleStore;
import io.aicmo.postgres.Postgres;
import io.aicmo.postgres.job.JobWorker;
import io.aicmo.postgres.job.Pace;
import io.aicmo.postgres.job.ScheduleClock;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;

/** Who does the jobs, and who looks at the clock; what is done for each kind is with its area. */
@Module
interface JobsModule {
    @Provides
    @Singleton
    static JobWorker worker(Postgres postgres, Set<JobWork<?>> works, Pace pace) {
        return postgres.worker(works, pace);
    }

    @Provides
    static JobQueue queue(Postgres postgres) {
        return postgres.jobQueue();
    }

    @Provides
    static ScheduleStore schedules(Postgres postgres) {
        return postgres.schedules();
    }

    @Provides
    @Singleton
    static ScheduleClock clock(
            Postgres postgres,
            ScheduleStore schedules,
            AgentRunStore runs,
            Retention retention,
            Ids ids,
            InstantSource clock) {
        FireSchedules fireSchedules = new FireSchedules(Schedules.ALL, schedules, ids, clock);
        SweepUp sweepUp = new SweepUp(postgres.sweeper(), retention, clock);
        return postgres.scheduleClock(() -> {
            fireSchedules.handle();
            runs.endInterrupted();
            sweepUp.handle();
        });
    }
}
