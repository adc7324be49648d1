package io.aicmo.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does work from several threads for a while, each with a connection of its own: the limit that a server is held against. */
final class JdbcLoad {
    private JdbcLoad() {}

    /** What one thread does; made on its thread, before the time runs. */
    interface Worker extends AutoCloseable {
        /** One piece of work; false if there is none left. */
        boolean work() throws SQLException;

        @Override
        void close() throws SQLException;
    }

    /** Makes workers. */
    @FunctionalInterface
    interface Workers {
        Worker connect(int number) throws SQLException;
    }

    /** Each piece of work counts as one accepted request. */
    static Tally run(int threads, Duration length, Workers workers) {
        List<Worker> ready = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                ready.add(workers.connect(i));
            }
            long start = System.nanoTime();
            List<Future<Tally>> running = ready.stream()
                    .map(worker -> executor.submit(() -> work(worker, start + length.toNanos())))
                    .toList();
            Tally all = new Tally();
            for (Future<Tally> one : running) {
                all.add(one.get());
            }
            all.lasted(System.nanoTime() - start);
            return all;
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            close(ready);
        }
    }

    private static Tally work(Worker worker, long end) throws SQLException {
        Tally tally = new Tally();
        for (long now = System.nanoTime(); now < end; ) {
            boolean done = worker.work();
            long later = System.nanoTime();
            if (!done) {
                break;
            }
            tally.answered(200, later - now, false);
            now = later;
        }
        return tally;
    }

    private static void close(List<Worker> workers) {
        for (Worker worker : workers) {
            try {
                worker.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
