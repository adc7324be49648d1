package io.aicmo.application.job;

import io.aicmo.application.cmo.BeginWeek;
import io.aicmo.port.job.Schedule;
import java.util.List;

/** Every function that runs by the clock; a new one adds its line. */
public final class Schedules {
    /** All of them. */
    public static final List<Schedule> ALL = List.of(BeginWeek.SCHEDULE);

    private Schedules() {}
}
