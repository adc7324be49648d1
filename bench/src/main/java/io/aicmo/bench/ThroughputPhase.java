package io.aicmo.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.aicmo.bench.JobsBench.Amount;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.postgres.job.JobWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How many jobs that do nothing are done in a second, from the first to the last, beside a bare db-scheduler. */
final class ThroughputPhase {
    private static final int THREADS = 20;

    private ThroughputPhase() {}

    static void run(JobsLab lab, Amount amount, Report report) {
        List<TenantId> ten = lab.tenants(10);
        List<TenantId> one = lab.tenants(1);
        Duration took = Warming.run(amount.warmUp(), Warming::compilingHere, () -> {
            bare(lab, amount.jobs() / 4);
            ours(lab, ten, amount.jobs() / 4);
        });
        report.progress("warm after %d s", took.toSeconds());

        Pairs<Double> ofTen =
                Pairs.of(amount.rounds(), () -> bare(lab, amount.jobs()), () -> ours(lab, ten, amount.jobs()));
        Pairs<Double> ofOne =
                Pairs.of(amount.rounds(), () -> bare(lab, amount.jobs()), () -> ours(lab, one, amount.jobs()));

        Report.Table table = report.table(
                "Jobs that do nothing, done in a second", "whose", "bare db-scheduler", "jobs", "jobs ÷ bare");
        table.row(
                "ten tenants'",
                figure(ofTen, true),
                figure(ofTen, false),
                ratio(ofTen).toString());
        table.row(
                "one tenant's",
                figure(ofOne, true),
                figure(ofOne, false),
                ratio(ofOne).toString());
        table.print();
        report.atLeast("jobs ÷ bare db-scheduler, jobs/s, ten tenants", 0.8, ratio(ofTen));
        report.atLeast("jobs ÷ bare db-scheduler, jobs/s, one tenant", 0.8, ratio(ofOne));
    }

    private static Pairs.Ratio ratio(Pairs<Double> pairs) {
        return pairs.ratio(rate -> rate);
    }

    private static String figure(Pairs<Double> pairs, boolean first) {
        return Report.whole(first ? pairs.firstMedian(rate -> rate) : pairs.secondMedian(rate -> rate));
    }

    private static double ours(JobsLab lab, List<TenantId> tenants, int jobs) {
        lab.sql("truncate jobs");
        tenants.forEach(tenant -> lab.enqueue(tenant, jobs / tenants.size()));
        lab.tidy("jobs");
        long begun = System.nanoTime();
        try (JobWorker worker = lab.worker(run -> Map.of())) {
            worker.start();
            await(() -> worker.ended() >= jobs);
            return perSecond(jobs, begun);
        }
    }

    private static double bare(JobsLab lab, int jobs) {
        lab.sql("truncate scheduled_tasks");
        lab.sql("""
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                select 'nothing', i::text, now(), false, 1 from generate_series(1, %d) i
                """.formatted(jobs));
        lab.tidy("scheduled_tasks");
        CountDownLatch done = new CountDownLatch(jobs);
        OneTimeTask<Void> nothing = Tasks.oneTime("nothing").execute((instance, context) -> done.countDown());
        Scheduler scheduler = Scheduler.create(lab.pool(), nothing)
                .threads(THREADS)
                .pollingInterval(Duration.ofMillis(100))
                .pollUsingLockAndFetch(1.0, 4.0)
                .build();
        long begun = System.nanoTime();
        scheduler.start();
        try {
            await(() -> done.getCount() == 0);
            return perSecond(jobs, begun);
        } finally {
            scheduler.stop();
        }
    }

    private static double perSecond(int jobs, long begun) {
        return jobs * 1e9 / (System.nanoTime() - begun);
    }

    private static void await(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
