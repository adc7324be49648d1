package io.aicmo.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LazyTest {
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void nothingIsMadeBeforeItIsAskedFor() {
        Lazy<Integer> lazy = new Lazy<>(made::incrementAndGet);

        assertThat(lazy.peek()).isNull();
        assertThat(made).hasValue(0);
    }

    @Test
    void itIsMadeOnceAndKept() {
        Lazy<Integer> lazy = new Lazy<>(made::incrementAndGet);

        assertThat(lazy.get()).isEqualTo(1);
        assertThat(lazy.get()).isEqualTo(1);
        assertThat(lazy.peek()).isEqualTo(1);
    }

    @Test
    void whoAsksWhileItIsBeingMadeGetsTheSame() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        Lazy<Integer> lazy = new Lazy<>(() -> {
            begun.countDown();
            awaitOf(asked);
            return made.incrementAndGet();
        });

        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(lazy);
        awaitOf(begun);
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(lazy);
        asked.countDown();

        assertThat(first.join()).isEqualTo(1);
        assertThat(second.join()).isEqualTo(1);
    }

    @Test
    void whereMakingItFailsTheNextTriesAgain() {
        Lazy<Integer> lazy = new Lazy<>(() -> {
            if (made.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return made.get();
        });

        assertThatThrownBy(lazy::get).hasMessage("not yet");
        assertThat(lazy.get()).isEqualTo(2);
    }

    private static void awaitOf(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
