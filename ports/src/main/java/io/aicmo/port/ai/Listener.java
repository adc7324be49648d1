package io.aicmo.port.ai;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Somebody who listens while an answer is written, and may hang up: then whatever is under way for them is cancelled.
 * Safe for use by several threads.
 *
 * <p>What is heard is a preview of the answer's text as the model writes it, in order; the answer itself is what counts.
 * After an answer that broke a rule the next try is heard as well.
 */
public final class Listener {
    private final Consumer<String> ear;
    private final List<Runnable> whenHungUp = new ArrayList<>();
    private boolean hungUp;

    private Listener(Consumer<String> ear) {
        this.ear = ear;
    }

    /**
     * Somebody who hears the text as it comes.
     *
     * @param ear takes each piece, on the thread that runs the agent; what it throws ends the run as a hang-up does
     */
    public static Listener of(Consumer<String> ear) {
        return new Listener(ear);
    }

    /** Somebody who only waits for the answer; may hang up as well. */
    public static Listener silent() {
        return new Listener(text -> {});
    }

    /**
     * Passes on a piece of text.
     *
     * @throws AiFailure.Cancelled if the listener has hung up
     */
    public void hear(String text) {
        check();
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
