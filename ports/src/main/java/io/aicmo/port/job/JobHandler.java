package io.aicmo.port.job;

import java.util.Map;

/** Does the jobs of one kind. */
@FunctionalInterface
public interface JobHandler<P extends Record> {
    /**
     * Does the job; it may be begun again if this node dies meanwhile, so doing it twice must leave what doing it once
     * leaves.
     *
     * <p>What is {@link io.aicmo.domain.shared.Rejected}, {@link io.aicmo.port.NotFound} or
     * {@link io.aicmo.port.Forbidden} has failed: another try would end alike. Whatever else is thrown is tried again as
     * the kind says; after {@link io.aicmo.port.Unavailable} not before the time that it names. A try that ends in {@link
     * Postponed} is repeated when that says, and does not count. What an AI refuses because its budget is spent is {@link
     * Postponed}, and what it refuses because it is busy {@link io.aicmo.port.Unavailable}, whichever handler lets it
     * through.
     *
     * @return what came of it
     * @throws InterruptedException if it took too long, or the node stops
     */
    Map<String, Object> handle(JobRun<P> run) throws InterruptedException;

    /**
     * The job is about to end without having been done: it is dead because it was tried for the last time or nobody came
     * back from that, it has failed because it was refused, or it is cancelled. Whatever waits for it has to learn that
     * nobody comes. This may be said more than once. While it throws {@link io.aicmo.port.Unavailable} the job has not
     * ended yet: the last try is repeated.
     *
     * @param error why it was not done
     */
    default void givenUp(JobRun<P> run, String error) {}
}
