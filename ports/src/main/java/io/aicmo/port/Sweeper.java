package io.aicmo.port;

import java.time.Instant;

/** Takes away, of every tenant, what came to its end long ago and is asked for by nobody. What still goes on stays. */
public interface Sweeper {
    /** How many of one kind are taken away at a time, at most. */
    int AT_ONCE = 1_000;

    /**
     * Takes away some jobs, deliveries of webhooks, and webhooks that came in.
     *
     * @param done what ended well before this: jobs that succeeded or were cancelled, what was delivered or processed
     * @param failed what ended otherwise before this: jobs that failed or died, what was given up, what nobody
     *     understood
     * @return how many; ask until there are none
     */
    int sweep(Instant done, Instant failed);
}
