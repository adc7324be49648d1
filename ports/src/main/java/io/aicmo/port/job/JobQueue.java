package io.aicmo.port.job;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every tenant's jobs, as those see them who do the work. Any number of workers may take jobs at the same time: a job is
 * one worker's until its lease ends, and whoever has lost a lease changes nothing any more.
 */
public interface JobQueue {
    /**
     * The right to do a job until it ends.
     *
     * @param number tells it from the leases that the job had before
     */
    record Lease(TenantId tenant, JobId job, long number) {}

    /** A job that was taken. */
    record Claimed(Lease lease, Job job) {}

    /**
     * What a worker asks for.
     *
     * @param kinds the kinds that it can do, each with how many of one tenant may run at once on all nodes
     * @param most how many it takes at most
     * @param portion how many a tenant gives in one turn, times the tenant's weight
     * @param after the tenant that had the last turn, or null to begin anywhere
     * @param without tenants that are passed over
     * @param lease how long what is taken is nobody else's
     */
    record Turns(
            Map<String, Integer> kinds,
            int most,
            int portion,
            @Nullable TenantId after,
            Set<TenantId> without,
            Duration lease,
            Instant now) {
        public Turns {
            kinds = Map.copyOf(kinds);
            without = Set.copyOf(without);
        }
    }

    /**
     * Takes due jobs, each then {@code RUNNING} with one try more. The tenants take turns in the order of their ids,
     * from the one after {@code after} on and round about, until there are enough or none has more to give. In its turn
     * a tenant gives its most urgent jobs, of those the ones that are due first, and of no kind more than may run.
     *
     * <p>A job whose lease has ended is due again, also where it was to be cancelled: it says so, and whoever takes it
     * ends it. A tenant that another worker is just taking from may be passed over.
     *
     * @return what was taken, in the order of the turns
     */
    List<Claimed> claim(Turns turns);

    /**
     * What became of a try.
     *
     * @param status {@code QUEUED} to have it tried again
     * @param dueAt when it is to be tried again
     * @param counts whether the try counts
     */
    record Outcome(
            Lease lease,
            Job.Status status,
            Job.Progress progress,
            @Nullable String error,
            @Nullable Map<String, Object> result,
            Instant dueAt,
            boolean counts) {}

    /**
     * Ends tries. All of it is kept, but for what belongs to leases that were lost.
     *
     * @return the leases whose outcome was kept
     */
    Set<Lease> end(List<Outcome> outcomes, Instant now);

    /** A sign of life from a running job, and how far it is. */
    record Beat(Lease lease, Job.Progress progress) {}

    /**
     * Has leases end later.
     *
     * @param until when they end now
     * @return whether the job is to be cancelled, by those leases that were not lost
     */
    Map<Lease, Boolean> beat(List<Beat> beats, Instant until, Instant now);

    /**
     * How much of a kind waits.
     *
     * @param queued how many jobs are due; counted up to {@link #COUNTED}
     * @param lag how long the one that has waited longest has been due; zero if none is
     */
    record Depth(String kind, long queued, Duration lag) {}

    /** Beyond so many nobody counts what waits. */
    int COUNTED = 10_000;

    /** What waits, by kind. */
    List<Depth> depths(Set<String> kinds, Instant now);
}
