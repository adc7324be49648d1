package io.aicmo.app.wiring;

import io.aicmo.postgres.crm.PgSpineStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/** What the event writer does, for {@code /metrics}. */
record SpineMeters(PgSpineStore spine) implements Consumer<MeterRegistry> {
    @Override
    public void accept(MeterRegistry registry) {
        Gauge.builder("aicmo.spine.queued", spine, PgSpineStore::queued)
                .description("events that wait for the database")
                .register(registry);
        FunctionCounter.builder("aicmo.spine.events", spine, PgSpineStore::events)
                .description("events that were applied")
                .register(registry);
        FunctionCounter.builder("aicmo.spine.commits", spine, PgSpineStore::commits)
                .description("commits that applied them")
                .register(registry);
    }
}
