package io.aicmo.postgres.ai;

import io.aicmo.port.Unavailable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Has many callers' items written together. Who comes first writes at once; who comes while that is under way waits, and
 * one of them writes for all who wait. No timer and no thread of its own: an item alone is as fast as without.
 *
 * @param <T> what is written
 */
final class GroupCommit<T> {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Consumer<List<T>> write;
    private final int writers;
    private final int batch;
    private final int capacity;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting<T>> waiting = new ArrayDeque<>();
    private int writing;

    /** What an item is waiting for: to be written (false), or to be the one that writes (true). */
    private record Waiting<T>(T item, CompletableFuture<Boolean> turn) {
        static <T> Waiting<T> of(T item) {
            return new Waiting<>(item, new CompletableFuture<>());
        }
    }

    /**
     * @param write writes items, all or none, and throws if it cannot
     * @param writers how many batches may be written at the same time
     * @param batch how many items go together at most
     * @param capacity how many items may wait
     */
    GroupCommit(Consumer<List<T>> write, int writers, int batch, int capacity) {
        this.write = write;
        this.writers = writers;
        this.batch = batch;
        this.capacity = capacity;
    }

    /**
     * Writes an item; it is written when this returns.
     *
     * @throws Unavailable if too many are waiting
     * @throws RuntimeException what writing this item alone throws
     */
    void write(T item) {
        Waiting<T> mine = Waiting.of(item);
        if (writesAtOnce(mine) || hasTheTurn(mine)) {
            lead(Waiting.of(item));
        }
    }

    /** How many items wait now. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean writesAtOnce(Waiting<T> mine) {
        lock.lock();
        try {
            if (writing < writers) {
                writing++;
                return true;
            }
            if (waiting.size() >= capacity) {
                throw new Unavailable("too many runs are waiting to be written", SOON);
            }
            waiting.add(mine);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits: until the turn comes, or until it is written. */
    private static boolean hasTheTurn(Waiting<?> mine) {
        try {
            return mine.turn.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Writes its own item and those that wait, and then leaves the turn to the next. */
    private void lead(Waiting<T> own) {
        try {
            writeAll(takeWith(own));
        } finally {
            passOn();
        }
        hasTheTurn(own);
    }

    private List<Waiting<T>> takeWith(Waiting<T> own) {
        List<Waiting<T>> together = new ArrayList<>();
        together.add(own);
        lock.lock();
        try {
            while (together.size() < batch && !waiting.isEmpty()) {
                together.add(waiting.remove());
            }
        } finally {
            lock.unlock();
        }
        return together;
    }

    private void passOn() {
        Waiting<T> next;
        lock.lock();
        try {
            next = waiting.poll();
            if (next == null) {
                writing--;
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.turn.complete(true);
        }
    }

    /** One that cannot be written does not keep the others from it. */
    private void writeAll(List<Waiting<T>> together) {
        try {
            write.accept(together.stream().map(Waiting::item).toList());
            together.forEach(one -> one.turn.complete(false));
        } catch (Unavailable away) {
            together.forEach(one -> one.turn.completeExceptionally(away));
        } catch (RuntimeException | Error e) {
            if (together.size() == 1) {
                together.get(0).turn.completeExceptionally(e);
            } else {
                together.forEach(one -> writeAll(List.of(one)));
            }
        }
    }
}
