package io.aicmo.postgres.job;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Forbidden;
import io.aicmo.port.NotFound;
import io.aicmo.port.Unavailable;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.Job.Progress;
import io.aicmo.port.job.Job.Status;
import io.aicmo.port.job.JobCancelled;
import io.aicmo.port.job.JobQueue.Beat;
import io.aicmo.port.job.JobQueue.Claimed;
import io.aicmo.port.job.JobQueue.Lease;
import io.aicmo.port.job.JobQueue.Outcome;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.JobWork;
import io.aicmo.port.job.Postponed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A try at a job, from its beginning to its outcome. */
final class RunningJob<P extends Record> implements JobRun<P> {
    private static final Logger LOG = LoggerFactory.getLogger(RunningJob.class);
    private static final int LONGEST_ERROR = 2_000;
    private static final String CANCELLED = "it was cancelled";

    /** Why a handler was interrupted. */
    private enum Stop {
        LATE,
        LOST,
        CLOSING
    }

    private final Claimed claimed;
    private final JobWork<P> work;
    private final InstantSource clock;
    private final Instant deadline;
    private volatile Instant leaseEnds;
    private volatile Progress progress;
    private volatile boolean cancelled;
    private volatile @Nullable Stop stop;
    private @Nullable Thread thread;

    RunningJob(Claimed claimed, JobWork<P> work, InstantSource clock) {
        this.claimed = claimed;
        this.work = work;
        this.clock = clock;
        this.deadline = clock.instant().plus(work.kind().timeLimit());
        this.leaseEnds = claimed.job().dueAt();
        this.progress = Progress.NONE;
        this.cancelled = claimed.job().cancelRequested();
    }

    @Override
    public TenantId tenant() {
        return claimed.lease().tenant();
    }

    @Override
    public JobId id() {
        return claimed.job().id();
    }

    @Override
    public P payload() {
        return work.kind().read(claimed.job().payload());
    }

    @Override
    public int attempt() {
        return claimed.job().tries();
    }

    @Override
    public int hops() {
        return claimed.job().hops();
    }

    @Override
    public void progress(long done, long total) {
        progress = new Progress(done, total);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    Lease lease() {
        return claimed.lease();
    }

    Beat beat() {
        return new Beat(lease(), progress);
    }

    /** Whether to go on saying that it lives: what is late has the rest of its lease to end in. */
    boolean isToGoOn() {
        return stop == null;
    }

    void heard(boolean cancelRequested, Instant until) {
        cancelled |= cancelRequested;
        leaseEnds = until;
    }

    /** Somebody else may have it, so that nothing that it does now counts. */
    void lost() {
        stop(Stop.LOST);
    }

    void closing() {
        stop(Stop.CLOSING);
    }

    /** Interrupts what has run for too long, or without a lease. */
    void check(Instant now) {
        if (!now.isBefore(leaseEnds)) {
            stop(Stop.LOST);
        } else if (!now.isBefore(deadline)) {
            stop(Stop.LATE);
        }
    }

    private synchronized void stop(Stop why) {
        if (stop == null) {
            stop = why;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Does the job in this thread, which is the job's own until this returns. */
    Outcome attemptIt() {
        if (cancelled) {
            return givenUp(Status.CANCELLED, CANCELLED);
        }
        if (attempt() > work.kind().retry().tries()) {
            return givenUp(Status.DEAD, "whoever did it did not come back");
        }
        if (!begin()) {
            return broken(new InterruptedException());
        }
        try {
            Map<String, Object> result = work.handler().handle(this);
            return ended(Status.SUCCEEDED, progress.completed(), null, result);
        } catch (JobCancelled stopped) {
            return givenUp(Status.CANCELLED, CANCELLED);
        } catch (Rejected | NotFound | Forbidden no) {
            return givenUp(Status.FAILED, storable(no.getMessage()));
        } catch (Postponed later) {
            return cancelled
                    ? givenUp(Status.CANCELLED, CANCELLED)
                    : again(storable(later.getMessage()), clock.instant().plus(later.rest()), false);
        } catch (InterruptedException | RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            return broken(e);
        } finally {
            over();
        }
    }

    private synchronized boolean begin() {
        thread = Thread.currentThread();
        return stop == null;
    }

    /** From here on nobody interrupts this thread, and what interrupted it is forgotten. */
    @SuppressWarnings("ResultOfMethodCallIgnored") // only the flag is to be cleared
    private synchronized void over() {
        thread = null;
        Thread.interrupted();
    }

    private Outcome broken(Throwable failure) {
        if (stop == Stop.CLOSING) {
            return again("the node was stopped", clock.instant(), false);
        }
        if (cancelled) {
            return givenUp(Status.CANCELLED, CANCELLED);
        }
        String error = stop == Stop.LATE ? "took longer than " + work.kind().timeLimit() : storable(failure.toString());
        LOG.warn("job {} ({}), try {}: {}", id(), work.kind().name(), attempt(), error, failure);
        if (attempt() >= work.kind().retry().tries()) {
            return givenUp(Status.DEAD, error);
        }
        Duration rest = work.kind().retry().restAfter(attempt());
        boolean longer =
                failure instanceof Unavailable away && away.retryAfter().compareTo(rest) > 0;
        Duration pause = longer ? ((Unavailable) failure).retryAfter() : rest;
        return again(error, clock.instant().plus(pause), true);
    }

    /** Ends without having been done; of a job that somebody else may have by now nobody says that. */
    private Outcome givenUp(Status status, String error) {
        over();
        try {
            if (stop != Stop.LOST) {
                work.handler().givenUp(this, error);
            }
        } catch (Unavailable away) {
            LOG.warn("job {} ({}) is given up later: {}", id(), work.kind().name(), away.getMessage());
            return again(error, clock.instant().plus(away.retryAfter()), false);
        } catch (Rejected | NotFound | Forbidden gone) {
            LOG.info("job {} ({}) leaves nothing behind: {}", id(), work.kind().name(), gone.getMessage());
        } catch (RuntimeException e) {
            LOG.error(
                    "job {} ({}) is {}, and what follows from that failed",
                    id(),
                    work.kind().name(),
                    status.word(),
                    e);
        }
        return ended(status, progress, status == Status.CANCELLED ? null : error, null);
    }

    private Outcome again(String error, Instant due, boolean counts) {
        return new Outcome(lease(), Status.QUEUED, progress, error, null, due, counts);
    }

    private Outcome ended(Status status, Progress at, @Nullable String error, @Nullable Map<String, Object> result) {
        Job job = claimed.job();
        return new Outcome(lease(), status, at, error, result, job.dueAt(), true);
    }

    /** The end of an outcome that the store did not take. */
    static Outcome unstorable(Outcome outcome, RuntimeException refused) {
        return new Outcome(
                outcome.lease(),
                Status.DEAD,
                Progress.NONE,
                storable("what came of it could not be stored: " + refused.getMessage()),
                null,
                outcome.dueAt(),
                true);
    }

    /** Texts of others, as long as a person reads and without what no database stores. */
    private static String storable(@Nullable String text) {
        String said = String.valueOf(text).replaceAll("[\\x00\\p{Cs}]", "\ufffd");
        return said.length() <= LONGEST_ERROR ? said : said.substring(0, LONGEST_ERROR - 1) + "…";
    }
}
