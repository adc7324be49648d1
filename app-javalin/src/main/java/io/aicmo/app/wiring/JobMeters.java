package io.aicmo.app.wiring;

import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobQueue.Depth;
import io.aicmo.postgres.job.JobWorker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** What waits and what runs, for {@code /metrics} and {@code /health/ready}. What waits is counted once a second at most. */
final class JobMeters implements Consumer<MeterRegistry> {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final JobWorker worker;
    private final JobQueue queue;
    private final InstantSource clock;
    private List<Depth> depths = List.of();
    private Instant countedAt = Instant.EPOCH;

    JobMeters(JobWorker worker, JobQueue queue, InstantSource clock) {
        this.worker = worker;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public void accept(MeterRegistry registry) {
        Gauge.builder("aicmo.jobs.running", worker, JobWorker::running)
                .description("jobs that run on this node")
                .register(registry);
        FunctionCounter.builder("aicmo.jobs.ended", worker, JobWorker::ended)
                .description("tries that ended on this node, well or badly")
                .register(registry);
        worker.kinds().forEach(kind -> {
            gauge(
                    registry,
                    "aicmo.jobs.queued",
                    "jobs that are due and wait, up to " + JobQueue.COUNTED,
                    kind,
                    Depth::queued);
            gauge(
                    registry,
                    "aicmo.jobs.lag",
                    "seconds that the oldest has been due",
                    kind,
                    depth -> depth.lag().toMillis() / 1_000.0);
        });
    }

    private void gauge(MeterRegistry registry, String name, String says, String kind, ToDoubleFunction<Depth> figure) {
        Gauge.builder(
                        name,
                        () -> depths().stream()
                                .filter(depth -> depth.kind().equals(kind))
                                .mapToDouble(figure)
                                .findFirst()
                                .orElse(0))
                .description(says)
                .tag("kind", kind)
                .register(registry);
    }

    /** In a few words, for a person. */
    String summary() {
        Depth oldest = depths().stream().max(Comparator.comparing(Depth::lag)).orElse(new Depth("", 0, Duration.ZERO));
        long waiting = depths().stream().mapToLong(Depth::queued).sum();
        return waiting + " jobs waiting, the oldest for " + oldest.lag().toMillis() + " ms";
    }

    private synchronized List<Depth> depths() {
        Instant now = clock.instant();
        if (countedAt.plus(FRESH).isBefore(now)) {
            depths = queue.depths(worker.kinds(), now);
            countedAt = now;
        }
        return depths;
    }
}
