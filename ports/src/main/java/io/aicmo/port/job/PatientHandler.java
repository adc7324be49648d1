package io.aicmo.port.job;

import io.aicmo.port.Unavailable;
import io.aicmo.port.ai.AiFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Waits where an AI says that it has to be asked later: neither a spent budget nor a busy provider is the work's failure. */
record PatientHandler<P extends Record>(JobHandler<P> patient) implements JobHandler<P> {
    /** How long a job rests where the provider wants money first and nobody knows when it will have some. */
    private static final Duration UNPAID = Duration.ofHours(1);

    @Override
    public Map<String, Object> handle(JobRun<P> run) throws InterruptedException {
        try {
            return patient.handle(run);
        } catch (AiFailure.OverBudget spent) {
            Duration rest = Objects.requireNonNullElse(spent.resetsIn(), UNPAID);
            throw new Postponed("the AI budget is spent", rest, spent);
        } catch (AiFailure.RateLimited busy) {
            throw new Unavailable("the AI takes no more requests for now", busy.retryAfter(), busy);
        }
    }

    @Override
    public void givenUp(JobRun<P> run, String error) {
        patient.givenUp(run, error);
    }
}
