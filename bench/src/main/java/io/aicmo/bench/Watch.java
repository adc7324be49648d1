package io.aicmo.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks again and again at what a server holds: platform threads, and connections to the database. */
final class Watch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(100);

    private final Lab lab;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread watching;
    private volatile int threads;
    private volatile int connections;

    Watch(Lab lab) {
        this.lab = lab;
        look();
        this.watching = Thread.ofPlatform().name("watch").start(this::watch);
    }

    private void watch() {
        try {
            while (!over.await(EVERY.toNanos(), TimeUnit.NANOSECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        threads = Math.max(threads, lab.group().threads());
        connections = Math.max(connections, (int) lab.connections());
    }

    /** The most platform threads that the server had at a look. */
    int mostThreads() {
        return threads;
    }

    /** The most connections that there were to the database at a look. */
    int mostConnections() {
        return connections;
    }

    @Override
    public void close() {
        over.countDown();
        try {
            watching.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
