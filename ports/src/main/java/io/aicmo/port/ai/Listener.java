package io.aicmo.port.ai;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who listens while an answer is written, and may hang up: then whatever is under way for them is cancelled.
 * Safe for use by several threads.
 *
 * <p>What is heard is a preview of the answer's text as the model writes it, in order; the answer itself is what counts.
 * After an answer that broke a rule the next try is heard as well.
 */
public final class Listener {
    /**
     * So long a caller waits whose function answers at once: within ten seconds (the rest of them is for what comes
     * before and after).
     */
    public static final Duration PATIENCE = Duration.ofSeconds(9);

    private final @Nullable Consumer<String> ear;
    private final Deadline deadline;
    private final List<Runnable> whenHungUp = new ArrayList<>();
    private boolean hungUp;

    private Listener(@Nullable Consumer<String> ear, Deadline deadline) {
        this.ear = ear;
        this.deadline = deadline;
    }

    /**
     * Somebody who hears the text as it comes.
     *
     * @param ear takes each piece, on the thread that runs the agent; what it throws ends the run as a hang-up does
     */
    public static Listener of(Consumer<String> ear) {
        return new Listener(ear, Deadline.none());
    }

    /** Somebody who only waits for the answer; may hang up as well. */
    public static Listener silent() {
        return new Listener(null, Deadline.none());
    }

    /** Somebody who only waits for the answer, and from now on no longer than this, whatever is tried meanwhile. */
    public static Listener waiting(Duration patience) {
        return new Listener(null, Deadline.in(patience));
    }

    /** Whether anything is heard before the answer is there. */
    public boolean hears() {
        return ear != null;
    }

    /** Up to when they wait. */
    public Deadline deadline() {
        return deadline;
    }

    /**
     * Passes on a piece of text.
     *
     * @throws AiFailure.Cancelled if the listener has hung up
     */
    public void hear(String text) {
        check();
        if (ear == null) {
            return;
        }
        try {
            ear.accept(text);
        } catch (RuntimeException gone) {
            hangUp();
            throw new AiFailure.Cancelled(gone);
        }
    }

    /** Hangs up; again changes nothing. */
    public void hangUp() {
        List<Runnable> actions;
        synchronized (this) {
            if (hungUp) {
                return;
            }
            hungUp = true;
            actions = List.copyOf(whenHungUp);
            whenHungUp.clear();
        }
        actions.forEach(Runnable::run);
    }

    public synchronized boolean hasHungUp() {
        return hungUp;
    }

    /** @throws AiFailure.Cancelled if the listener has hung up */
    public void check() {
        if (hasHungUp()) {
            throw new AiFailure.Cancelled();
        }
    }

    /**
     * Does this when the listener hangs up, at once if that has happened.
     *
     * @return forgets the action; to be closed when there is nothing to cancel any more
     */
    public Registration whenHungUp(Runnable action) {
        synchronized (this) {
            if (!hungUp) {
                whenHungUp.add(action);
                return () -> forget(action);
            }
        }
        action.run();
        return () -> {};
    }

    private synchronized void forget(Runnable action) {
        whenHungUp.remove(action);
    }

    /** An action that waits for a hang-up. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
