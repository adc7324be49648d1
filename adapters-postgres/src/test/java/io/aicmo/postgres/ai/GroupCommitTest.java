package io.aicmo.postgres.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.port.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void stop() {
        mayEnd.countDown();
        threads.close();
    }

    /** The first batch waits until it is told to go on. */
    private void write(List<Integer> items) {
        if (begun.getCount() > 0) {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (items.contains(13)) {
            throw new IllegalStateException("thirteen");
        }
        if (items.contains(99)) {
            throw new Unavailable("away", Duration.ofSeconds(1));
        }
        batches.add(items);
    }

    private Future<?> submit(GroupCommit<Integer> group, int item) {
        return threads.submit(() -> group.write(item));
    }

    /** One is being written, and these wait behind it. */
    private List<Future<?>> behindTheFirst(GroupCommit<Integer> group, int... items) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        all.add(submit(group, 0));
        begun.await();
        for (int item : items) {
            int before = group.waiting();
            all.add(submit(group, item));
            while (group.waiting() == before) {
                Thread.onSpinWait();
            }
        }
        mayEnd.countDown();
        return all;
    }

    @Test
    void whatComesWhileOneIsWrittenIsWrittenTogether() throws Exception {
        GroupCommit<Integer> group = new GroupCommit<>(this::write, 1, 100, 100);

        for (Future<?> one : behindTheFirst(group, 1, 2, 3)) {
            one.get();
        }

        assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3));
    }

    @Test
    void aBatchHasItsLimit() throws Exception {
        GroupCommit<Integer> group = new GroupCommit<>(this::write, 1, 2, 100);

        for (Future<?> one : behindTheFirst(group, 1, 2, 3)) {
            one.get();
        }

        assertThat(batches).containsExactly(List.of(0), List.of(1, 2), List.of(3));
    }

    @Test
    void aBadItemFailsAlone() throws Exception {
        GroupCommit<Integer> group = new GroupCommit<>(this::write, 1, 100, 100);

        List<Future<?>> all = behindTheFirst(group, 1, 13, 3);

        all.get(1).get();
        all.get(3).get();
        assertThatThrownBy(() -> all.get(2).get()).hasRootCauseMessage("thirteen");
        assertThat(batches).containsExactly(List.of(0), List.of(1), List.of(3));
    }

    @Test
    void aBadItemThatLeadsFailsAlone() throws Exception {
        GroupCommit<Integer> group = new GroupCommit<>(this::write, 1, 100, 100);

        List<Future<?>> all = behindTheFirst(group, 13, 2);

        all.get(2).get();
        assertThatThrownBy(() -> all.get(1).get()).hasRootCauseMessage("thirteen");
    }

    @Test
    void whereTheDatabaseIsAwayNobodyIsTriedAlone() throws Exception {
        GroupCommit<Integer> group = new GroupCommit<>(this::write, 1, 100, 100);

        List<Future<?>> all = behindTheFirst(group, 1, 99);

        assertThatThrownBy(() -> all.get(1).get()).hasCauseInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> all.get(2).get()).hasCauseInstanceOf(Unavailable.class);
        group.write(5);
        assertThat(batches).containsExactly(List.of(0), List.of(5));
    }

    @Test
    void whereTooManyWaitFurtherOnesAreRefused() throws Exception {
        GroupCommit<Integer> group = new GroupCommit<>(this::write, 1, 100, 1);
        Future<?> first = submit(group, 0);
        begun.await();
        Future<?> second = submit(group, 1);
        while (group.waiting() == 0) {
            Thread.onSpinWait();
        }

        assertThatThrownBy(() -> group.write(2)).isInstanceOf(Unavailable.class);
        mayEnd.countDown();
        first.get();
        second.get();
    }

    @Test
    void underLoadEverythingIsWrittenOnce() throws Exception {
        mayEnd.countDown();
        GroupCommit<Integer> group = new GroupCommit<>(this::write, 2, 7, 10_000);
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 100; i < 2_100; i++) {
            int item = i;
            tasks.add(() -> {
                group.write(item);
                return true;
            });
        }

        for (Future<Boolean> one : threads.invokeAll(tasks)) {
            assertThat(one.get()).isTrue();
        }

        assertThat(batches.stream().flatMap(List::stream).toList())
                .hasSize(2_000)
                .doesNotHaveDuplicates();
    }
}
