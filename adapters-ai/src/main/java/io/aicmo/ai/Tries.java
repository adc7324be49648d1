package io.aicmo.ai;

import io.aicmo.port.ai.AiGateway.Reply;
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

    private final Duration total;
    private final Pause pause;
    private final RandomGenerator random;

    Tries(Duration total, Pause pause, RandomGenerator random) {
        this.total = total;
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
     * @param untouched whether nothing was passed on yet
     * @throws io.aicmo.port.ai.AiFailure of the last try, if none succeeds
     */
    Reply run(Listener listener, BooleanSupplier untouched, Attempt attempt) {
        long begun = System.nanoTime();
        for (int failures = 0; ; failures++) {
            listener.check();
            try {
                return attempt.make(left(begun));
            } catch (TryFailed failed) {
                listener.check();
                Duration delay = failures < DELAYS.size() ? jittered(DELAYS.get(failures)) : total;
                boolean again = failed.isTemporary() && untouched.getAsBoolean() && delay.compareTo(left(begun)) < 0;
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

    private Duration left(long begun) {
        return total.minusNanos(System.nanoTime() - begun);
    }

    private Duration jittered(Duration delay) {
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofNanos(Math.round(delay.toNanos() * factor));
    }
}
