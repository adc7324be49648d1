package io.aicmo.port.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does things at the same time. */
final class AtOnce {
    private static final int PATIENCE_SECONDS = 60;

    private AtOnce() {}

    /** What became of one task: its result, or what it threw. */
    record Ended<T>(T result, Throwable thrown) {
        boolean well() {
            return thrown == null;
        }
    }

    /** Runs tasks in as many threads, all from the same moment on, and answers when all have ended. */
    static <T> List<Ended<T>> all(List<Callable<T>> tasks) {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> task : tasks) {
                running.add(threads.submit(() -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return task.call();
                }));
            }
            List<Ended<T>> ended = new ArrayList<>();
            for (Future<T> one : running) {
                ended.add(outcome(one));
            }
            return ended;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> Ended<T> outcome(Future<T> running) {
        try {
            return new Ended<>(running.get(PATIENCE_SECONDS, TimeUnit.SECONDS), null);
        } catch (ExecutionException e) {
            return new Ended<>(null, e.getCause());
        } catch (Exception e) {
            throw new AssertionError("a task did not end", e);
        }
    }
}
