package io.aicmo.port.job;

import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A kind of work, declared once, beside the use case that does it.
 *
 * <pre>{@code
 * public static final JobKind<Payload> JOB = JobKind.of("auto-score-lead", Payload.class).atOnce(32);
 * }</pre>
 *
 * @param name the name of the function that asks for it
 * @param payload what the work needs to know: a record of texts, numbers, ids, enums, times, lists and further records
 * @param priority how urgent it is within its tenant
 * @param timeLimit after which a try is interrupted and counts as failed
 * @param retry how often it is tried
 * @param atOnce how many of one tenant run at the same time at most, on all nodes together
 * @param quiet whether nobody is told how far its jobs are and how they end: those that tell people what happened would
 *     otherwise give them something more to tell, and never come to rest
 */
public record JobKind<P extends Record>(
        String name,
        Class<P> payload,
        Priority priority,
        Duration timeLimit,
        RetryPolicy retry,
        int atOnce,
        boolean quiet) {

    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);
    private static final int AT_ONCE = 8;

    /** @throws IllegalArgumentException if a number is out of its range */
    public JobKind {
        if (atOnce < 1 || !timeLimit.isPositive() || name.isBlank()) {
            throw new IllegalArgumentException(name + ": " + atOnce + " at once, within " + timeLimit);
        }
    }

    /** A kind with the defaults: {@code P2}, 5 minutes, three tries, 8 at once, not quiet. */
    public static <P extends Record> JobKind<P> of(String name, Class<P> payload) {
        return new JobKind<>(name, payload, Priority.P2, TIME_LIMIT, RetryPolicy.DEFAULT, AT_ONCE, false);
    }

    public JobKind<P> priority(Priority urgency) {
        return new JobKind<>(name, payload, urgency, timeLimit, retry, atOnce, quiet);
    }

    public JobKind<P> within(Duration limit) {
        return new JobKind<>(name, payload, priority, limit, retry, atOnce, quiet);
    }

    public JobKind<P> retrying(RetryPolicy policy) {
        return new JobKind<>(name, payload, priority, timeLimit, policy, atOnce, quiet);
    }

    public JobKind<P> atOnce(int most) {
        return new JobKind<>(name, payload, priority, timeLimit, retry, most, quiet);
    }

    /** The same kind, whose jobs tell nobody how far they are and how they end. */
    public JobKind<P> quietly() {
        return new JobKind<>(name, payload, priority, timeLimit, retry, atOnce, true);
    }

    /** A job of this kind that is due at once. */
    public NewJob job(JobId id, P what, Instant now) {
        return new NewJob(id, name, Payloads.write(what), priority, null, 0, quiet, now, now);
    }

    /**
     * What a job of this kind needs to know.
     *
     * @throws io.aicmo.domain.shared.Rejected {@code job.payload_unreadable}, if it is not this kind's
     */
    public P read(Map<String, Object> written) {
        return Payloads.read(written, payload);
    }

    /** What does the jobs of this kind. Where an AI has to be asked later, they are done later. */
    public JobWork<P> by(JobHandler<P> handler) {
        return new JobWork<>(this, new PatientHandler<>(handler));
    }
}
