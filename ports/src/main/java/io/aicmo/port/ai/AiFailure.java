package io.aicmo.port.ai;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The AI gave no usable answer. Messages are fit for callers: no key, no address of the provider, nothing of its answer.
 * Nothing was stored but the run.
 */
public abstract sealed class AiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private AiFailure(String detail) {
        super(detail);
    }

    private AiFailure(String detail, Throwable cause) {
        super(detail, cause);
    }

    /** Whether a playbook may answer in the model's place: not where the caller is gone. */
    public boolean allowsFallback() {
        return true;
    }

    /** The provider wants money first, or the tenant's budget is spent. */
    public static final class OverBudget extends AiFailure {
        private static final long serialVersionUID = 1L;

        private final @Nullable Duration resetsIn;

        /** The provider says so. */
        public OverBudget() {
            this(null);
        }

        /** @param resetsIn when there is a budget again, or null if nobody knows */
        public OverBudget(@Nullable Duration resetsIn) {
            super("the AI budget is spent");
            this.resetsIn = resetsIn;
        }

        /** When there is a budget again, or null if nobody knows. */
        public @Nullable Duration resetsIn() {
            return resetsIn;
        }
    }

    /** The provider takes no more requests for now. */
    public static final class RateLimited extends AiFailure {
        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        /** @param retryAfter when to try again */
        public RateLimited(Duration retryAfter) {
            super("the AI takes no more requests for now");
            this.retryAfter = retryAfter;
        }

        /** When to try again. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The provider failed, cannot be reached, refused the request, or broke off. */
    public static final class Upstream extends AiFailure {
        private static final long serialVersionUID = 1L;

        public Upstream() {
            super("the AI failed to answer");
        }

        public Upstream(Throwable cause) {
            super("the AI failed to answer", cause);
        }
    }

    /** The provider did not answer in time. */
    public static final class TimedOut extends AiFailure {
        private static final long serialVersionUID = 1L;

        public TimedOut() {
            super("the AI did not answer in time");
        }

        public TimedOut(Throwable cause) {
            super("the AI did not answer in time", cause);
        }
    }

    /** The model's answer broke the rules, and so did the one that it was asked to repair. */
    public static final class InvalidAnswer extends AiFailure {
        private static final long serialVersionUID = 1L;

        private final transient List<String> faults;

        /** @param faults what is wrong with the last answer, at least one */
        public InvalidAnswer(List<String> faults) {
            super("the AI's answer breaks the rules, also after a repair: " + String.join("; ", faults));
            this.faults = List.copyOf(faults);
        }

        /** What is wrong with the last answer. */
        public List<String> faults() {
            return faults;
        }
    }

    /** The caller hung up; nobody is there to be told. */
    public static final class Cancelled extends AiFailure {
        private static final long serialVersionUID = 1L;

        public Cancelled() {
            super("the caller hung up");
        }

        public Cancelled(Throwable cause) {
            super("the caller hung up", cause);
        }

        @Override
        public boolean allowsFallback() {
            return false;
        }
    }
}
