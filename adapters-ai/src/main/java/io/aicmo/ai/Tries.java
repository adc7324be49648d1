package io.aicmo.ai;

import io.aicmo.port.ai.AiGateway.Reply;
import io.aicmo.port.ai.Deadline;
import io.aicmo.port.ai.Listener;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again what failed for a while: after about 1, 2 and 4 seconds, as long as there is time left. */
final class Tries {
    private static final Logger LOG = LoggerFactory.getLogger(Tries.class);
    private static final List<Duration> DELAYS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    /** A fifth less to a fifth more, so that many who failed together do not come back together. */
    private static final double JITTER = 0.2;

    private final Pause pause;
    private final RandomGenerator random;

    Tries(Pause pause, RandomGenerator random) {
        this.pause = pause;
        this.random = random;
    }

    /** One try. */
    interface Attempt {
        Reply make(Duration timeLeft) throws TryFailed;
    }

    /**
     * The first answer.
     *
     * @param deadline up to when it is tried
     * @param untouched whether nothing was passed on yet
     * @throws io.aicmo.port.ai.AiFailure of the last try, if none succeeds
     */
    Reply run(Deadline deadline, Listener listener, BooleanSupplier untouched, Attempt attempt) {
        for (int failures = 0; ; failures++) {
            listener.check();
            try {
                return attempt.make(deadline.left());
            } catch (TryFailed failed) {
                listener.check();
                Duration delay = jittered(DELAYS.get(Math.min(failures, DELAYS.size() - 1)));
                boolean again = failures < DELAYS.size()
                        && failed.isTemporary()
                        && untouched.getAsBoolean()
                        && delay.compareTo(deadline.left()) < 0;
                LOG.warn(
                        "try {} to ask the AI failed{}: {}",
                        failures + 1,
                        again ? "" : " at last",
                        failed.getMessage());
                if (!again) {
                    throw failed.failure();
                }
                pause.pause(delay, listener);
            }
        }
    }

    private Duration jittered(Duration delay) {
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofNanos(Math.round(delay.toNanos() * factor));
    }
}
