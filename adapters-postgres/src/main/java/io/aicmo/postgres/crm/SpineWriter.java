package io.aicmo.postgres.crm;

import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Unavailable;
import io.aicmo.port.crm.SpineOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: what callers bring while a batch is being written gathers, and becomes the next batch. Nobody waits for
 * a timer, so one event alone is as fast as before; and nobody is answered before the commit. A second writer joins in
 * only when enough has gathered: two small batches at once cost more than one of both.
 */
final class SpineWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpineWriter.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    /** A lost connection or a lost race is tried again so often; a batch may be applied twice without harm. */
    private static final int ATTEMPTS = 6;

    /** Measured: with fewer, two small batches cost more than they gain; with more, the second processor stands idle. */
    private static final int WORTH_ANOTHER_WRITER = 12;

    /** Tables grow, and a plan that was made for small ones reads too much. */
    private static final long PLAN_LIFE_NANOS = Duration.ofSeconds(30).toNanos();

    private final DataSource connections;
    private final SpineBatch batch;
    private final SpineLimits limits;
    private final Consumer<TenantId> bell;
    private final List<Thread> threads = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Submission> waiting = new ArrayDeque<>();
    private int waitingDecisions;
    private int writing;
    private boolean closed;

    private final LongAdder events = new LongAdder();
    private final LongAdder commits = new LongAdder();

    private record Submission(List<SpineDecision> decisions, CompletableFuture<List<SpineOutcome>> outcomes) {}

    SpineWriter(DataSource connections, SpineBatch batch, SpineLimits limits, Consumer<TenantId> bell) {
        this.bell = bell;
        this.connections = connections;
        this.batch = batch;
        this.limits = limits;
        for (int i = 1; i <= limits.writers(); i++) {
            Thread thread = new Thread(this::write, "aicmo-spine-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /**
     * Has the decisions written, and waits for the commit.
     *
     * @throws Unavailable if too much is waiting, the writer is closed, or the database is away
     */
    List<SpineOutcome> apply(List<SpineDecision> decisions) {
        if (decisions.isEmpty()) {
            return List.of();
        }
        Submission submission = new Submission(List.copyOf(decisions), new CompletableFuture<>());
        enqueue(submission);
        try {
            return submission.outcomes.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    int queued() {
        lock.lock();
        try {
            return waitingDecisions;
        } finally {
            lock.unlock();
        }
    }

    /** Whether less than a tenth of the queue is free. */
    boolean isBusy() {
        return queued() >= limits.capacity() - limits.capacity() / 10;
    }

    long events() {
        return events.sum();
    }

    long commits() {
        return commits.sum();
    }

    /** Writes what was accepted, and accepts no more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the last events were written", e);
            }
        }
    }

    private void enqueue(Submission submission) {
        int size = submission.decisions.size();
        lock.lock();
        try {
            if (closed) {
                throw new Unavailable("the server is shutting down", SOON);
            }
            if (waitingDecisions > 0 && waitingDecisions + size > limits.capacity()) {
                throw new Unavailable("too many events are waiting to be written", SOON);
            }
            waiting.add(submission);
            waitingDecisions += size;
            if (isWorthAWriter()) {
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** As much as one batch takes, at least one submission; nothing once the writer is closed and all is written. */
    private List<Submission> take() {
        lock.lock();
        try {
            while (!closed && !isWorthAWriter()) {
                arrived.awaitUninterruptibly();
            }
            List<Submission> taken = new ArrayList<>();
            int size = 0;
            for (Submission next = waiting.peek(); next != null; next = waiting.peek()) {
                size += next.decisions.size();
                if (!taken.isEmpty() && size > limits.batch()) {
                    break;
                }
                taken.add(waiting.remove());
                waitingDecisions -= next.decisions.size();
            }
            writing += taken.isEmpty() ? 0 : 1;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private boolean isWorthAWriter() {
        return !waiting.isEmpty() && (writing == 0 || waitingDecisions >= WORTH_ANOTHER_WRITER);
    }

    private void written() {
        lock.lock();
        try {
            writing--;
        } finally {
            lock.unlock();
        }
    }

    /** What gathered meanwhile need not wait for somebody who goes on with something else. */
    private void handOver() {
        lock.lock();
        try {
            if (isWorthAWriter()) {
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        long planned = System.nanoTime();
        for (List<Submission> taken = take(); !taken.isEmpty(); taken = take()) {
            write(taken);
            written();
            if (System.nanoTime() - planned > PLAN_LIFE_NANOS) {
                handOver();
                planAnew();
                planned = System.nanoTime();
            }
        }
    }

    private void write(List<Submission> submissions) {
        List<SpineDecision> decisions = submissions.size() == 1
                ? submissions.get(0).decisions
                : submissions.stream().flatMap(one -> one.decisions.stream()).toList();
        try {
            List<SpineOutcome> outcomes = writeOrBisect(decisions, false);
            int from = 0;
            for (Submission submission : submissions) {
                int to = from + submission.decisions.size();
                submission.outcomes.complete(outcomes.subList(from, to));
                from = to;
            }
        } catch (RuntimeException | Error e) {
            submissions.forEach(submission -> submission.outcomes.completeExceptionally(e));
        }
    }

    /** Halves a batch that cannot be stored until what cannot be stored is alone. */
    private List<SpineOutcome> writeOrBisect(List<SpineDecision> decisions, boolean again) {
        try {
            return writeOrRetry(decisions, again);
        } catch (NotStorable e) {
            if (decisions.size() == 1) {
                LOG.warn(
                        "event of provider {} was not stored",
                        decisions.get(0).event().provider(),
                        e.getCause());
                return List.of(new SpineOutcome.Failed(NotStorable.MESSAGE));
            }
            int half = decisions.size() / 2;
            List<SpineOutcome> outcomes = new ArrayList<>(decisions.size());
            outcomes.addAll(writeOrBisect(decisions.subList(0, half), true));
            outcomes.addAll(writeOrBisect(decisions.subList(half, decisions.size()), true));
            return outcomes;
        }
    }

    private List<SpineOutcome> writeOrRetry(List<SpineDecision> decisions, boolean mayBeApplied) {
        boolean again = mayBeApplied;
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connections.getConnection()) {
                List<SpineOutcome> outcomes = batch.apply(connection, decisions, again, commits::increment);
                events.add(decisions.size());
                ring(decisions, outcomes);
                return outcomes;
            } catch (SQLException e) {
                switch (SpineFailure.of(e)) {
                    case LOST_RACE, CONNECTION_LOST -> {
                        if (attempt == ATTEMPTS) {
                            throw new Unavailable("the events could not be written now", SOON, e);
                        }
                        again = true;
                    }
                    case AWAY -> throw new Unavailable("the database cannot be reached or is too busy", SOON, e);
                    case OUR_FAULT -> throw new IllegalStateException(e.getMessage(), e);
                    case NOT_STORABLE -> throw new NotStorable(e);
                }
            } catch (RuntimeException e) {
                throw new NotStorable(e);
            }
        }
    }

    private void ring(List<SpineDecision> decisions, List<SpineOutcome> outcomes) {
        IntStream.range(0, decisions.size())
                .filter(i -> outcomes.get(i) instanceof SpineOutcome.Recorded)
                .mapToObj(i -> decisions.get(i).tenantId())
                .distinct()
                .forEach(bell);
    }

    private void planAnew() {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("discard plans");
            batch.prepare(connection);
        } catch (SQLException e) {
            LOG.info("the plans of the event writer could not be renewed: {}", e.getMessage());
        }
    }

    /** A batch of which at least one decision cannot be stored. */
    private static final class NotStorable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        static final String MESSAGE = "the event could not be stored";

        NotStorable(Exception cause) {
            super(MESSAGE, cause);
        }
    }
}
