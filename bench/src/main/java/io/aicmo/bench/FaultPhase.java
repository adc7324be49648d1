package io.aicmo.bench;

import static io.aicmo.bench.Report.whole;

import io.aicmo.application.cmo.BeginWeek;
import io.aicmo.bench.ChaosBench.Amount;
import io.aicmo.bench.Checker.Fired;
import io.aicmo.bench.Checker.Settled;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Events go in and schedules are due while something fails; afterwards every event, job and time is looked for. */
final class FaultPhase {
    private static final int THREADS = 16;
    private static final Duration SOON = Duration.ofMillis(50);
    private static final String SCHEDULE = BeginWeek.SCHEDULE.name();

    private final ChaosLab lab;
    private final Amount amount;
    private final Report report;
    private final SplittableRandom random;
    private final EventTraffic traffic;
    private final Checker checker;
    private final Report.Table table;
    private long timesDue;

    private FaultPhase(ChaosLab lab, Amount amount, Report report, long seed) {
        this.lab = lab;
        this.amount = amount;
        this.report = report;
        this.random = new SplittableRandom(seed);
        this.traffic = EventTraffic.make(lab.bootstrap());
        this.checker = new Checker(lab);
        this.table = report.table(
                "Events taken in by two nodes while something fails, and what was there afterwards",
                "what fails",
                "s",
                "answered new",
                "answered again",
                "unanswered",
                "of these kept",
                "all done again s",
                "lost",
                "twice",
                "stats wrong",
                "orphans",
                "schedules due",
                "fired",
                "jobs");
    }

    static void run(ChaosLab lab, Amount amount, List<Fault> faults, long seed, Report report) {
        for (int i = 0; i < amount.tenants(); i++) {
            lab.tenant("by-the-clock" + i);
        }
        FaultPhase phase = new FaultPhase(lab, amount, report, seed);
        faults.forEach(phase::run);
        phase.table.print();
        Ledger ledger = phase.traffic.ledger();
        report.goal(
                "complaints about events, figures and references = 0",
                whole(ledger.wrong().size()),
                ledger.wrong().isEmpty());
        ledger.wrong().stream().limit(20).forEach(complaint -> report.progress("WRONG: %s", complaint));
    }

    private void run(Fault fault) {
        Ledger ledger = traffic.ledger();
        int before = ledger.answered();
        AtomicInteger again = new AtomicInteger();
        long begun = System.nanoTime();
        long over = failUnderLoad(fault, again);
        double seconds = (over - begun) / 1e9;
        int answered = ledger.answered() - before;
        int unanswered = ledger.unanswered().size();
        Settled settled = checker.settled(over, KillPhase.STUCK);
        report.goal(
                fault.words() + ": all done again ≤ " + KillPhase.STUCK.toSeconds() + " s",
                settled.seconds() + " s; open: " + settled.open() + (settled.ready() ? "" : "; not ready"),
                settled.isSo());
        if (!settled.isSo()) {
            // Nobody could say what is missing and what is only late.
            report.progress("%s: not over after %s", fault.words(), KillPhase.STUCK);
            return;
        }
        EventTraffic.Findings found = traffic.find(lab.node(0, traffic.key()));
        Fired fired = checker.fired(SCHEDULE);
        report.goal(
                fault.words() + ": each schedule fired once at each time",
                whole(fired.jobs()) + " jobs for " + whole(fired.times()) + " of " + whole(timesDue),
                fired.times() == timesDue && fired.jobs() == timesDue);
        table.row(
                fault.words(),
                whole(seconds),
                whole(answered),
                again.toString(),
                whole(unanswered),
                whole(found.kept()),
                settled.seconds(),
                whole(found.lost()),
                whole(found.twice()),
                whole(found.statsWrong()),
                whole(found.orphans()),
                whole(timesDue),
                whole(fired.jobs()),
                checker.jobs().toString());
        report.progress(
                "%s: %d events answered, done again in %s s, lost %d, open: %s",
                fault.words(), answered, settled.seconds(), found.lost(), settled.open());
    }

    /** @return when the fault was over, by the clock of {@link System#nanoTime} */
    private long failUnderLoad(Fault fault, AtomicInteger again) {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = fault + "-t" + i;
                int node = i % ChaosLab.NODES;
                SplittableRandom own = random.split();
                running.add(threads.submit(() -> load(name, node, own, over, again)));
            }
            checker.due(SCHEDULE, Instant.now().truncatedTo(ChronoUnit.SECONDS));
            timesDue += checker.tenants();
            try {
                fault.last(lab, amount.fault());
            } finally {
                over.set(true);
            }
            long end = System.nanoTime();
            for (Future<?> one : running) {
                one.get();
            }
            return end;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Sends to one node as long as it answers, and else to the next, until the fault is over. */
    private void load(String name, int first, SplittableRandom own, AtomicBoolean over, AtomicInteger again) {
        int node = first;
        for (int number = 0; !over.get(); number++) {
            try {
                if (traffic.send(lab.node(node, traffic.key()), name + "-" + number, own)) {
                    again.incrementAndGet();
                }
            } catch (UncheckedIOException gone) {
                // What was under way stays among the events that nobody knows about.
                node = (node + 1) % ChaosLab.NODES;
                LockSupport.parkNanos(SOON.toNanos());
            }
        }
    }
}
