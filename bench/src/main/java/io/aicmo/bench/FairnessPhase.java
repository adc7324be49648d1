package io.aicmo.bench;

import io.aicmo.bench.JobsBench.Amount;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.postgres.job.JobWorker;
import io.aicmo.postgres.job.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;

/** How long one tenant's next job waits, alone and behind another tenant's million. */
final class FairnessPhase {
    private FairnessPhase() {}

    /** Milliseconds from the commit to the handler. */
    private record Waits(List<Double> sorted) {
        double median() {
            return sorted.get(sorted.size() / 2);
        }

        double worst() {
            return sorted.get(sorted.size() - 1);
        }
    }

    static void run(JobsLab lab, Amount amount, Report report) {
        TenantId patient = lab.tenants(1).get(0);
        TenantId greedy = lab.tenants(1).get(0);
        lab.sql("truncate jobs");
        Waits alone = waits(lab, patient, amount.asked());
        report.progress("%,d jobs of one tenant", amount.backlog());
        lab.enqueue(greedy, amount.backlog());
        lab.tidy("jobs");
        Waits behind = waits(lab, patient, amount.asked());

        double poll = Pace.USUAL.interval().toMillis();
        Report.Table table = report.table(
                "How long one tenant's next job waits, ms", "behind", "median", "longest of " + amount.asked());
        table.row("nobody", Report.millis(alone.median()), Report.millis(alone.worst()));
        table.row(
                Report.whole(amount.backlog()) + " of another tenant",
                Report.millis(behind.median()),
                Report.millis(behind.worst()));
        table.print();
        double most = 2 * alone.median() + poll;
        report.goal(
                "longest wait behind " + Report.whole(amount.backlog())
                        + " jobs ≤ 2 × the median of an empty queue + one poll (" + Report.millis(most) + " ms)",
                Report.millis(behind.worst()) + " ms",
                behind.worst() <= most);
    }

    private static Waits waits(JobsLab lab, TenantId patient, int times) {
        BlockingQueue<CompletableFuture<Long>> asked = new LinkedBlockingQueue<>();
        try (JobWorker worker = lab.worker(run -> {
            if (run.tenant().equals(patient)) {
                asked.take().complete(System.nanoTime());
            }
            return Map.of();
        })) {
            worker.start();
            return new Waits(DoubleStream.generate(() -> waited(lab, patient, asked))
                    .limit(times)
                    .sorted()
                    .boxed()
                    .toList());
        }
    }

    private static double waited(JobsLab lab, TenantId patient, BlockingQueue<CompletableFuture<Long>> asked) {
        // At any moment between two polls.
        LockSupport.parkNanos(
                ThreadLocalRandom.current().nextLong(Duration.ofMillis(500).toNanos()));
        CompletableFuture<Long> begins = new CompletableFuture<>();
        asked.add(begins);
        lab.enqueue(patient);
        long committed = System.nanoTime();
        long waited = begins.orTimeout(1, TimeUnit.MINUTES).join() - committed;
        return Math.max(0, waited) / 1e6;
    }
}
