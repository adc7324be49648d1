package io.aicmo.postgres.event;

import io.aicmo.domain.shared.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes those who wait for events, here and on other nodes. It is rung after commits, never within: a notification in a
 * transaction makes all commits wait for each other. Other nodes are told at most forty times a second, with tenant ids
 * only. A bell that nobody heard is made up for by whoever looks from time to time.
 */
public final class EventBell implements Consumer<TenantId>, AutoCloseable {
    static final String CHANNEL = "aicmo_events";

    /** A notification need not survive anything, so its commit waits for no disk. */
    private static final String NOTIFY = "select set_config('synchronous_commit', 'off', true), pg_notify(?, ?)";

    private static final Logger LOG = LoggerFactory.getLogger(EventBell.class);
    private static final Duration GATHERED = Duration.ofMillis(25);
    /** A notification has at most 8,000 bytes. */
    private static final int MOST_NAMED = 200;

    private final DataSource connections;
    private final Set<TenantId> rung = ConcurrentHashMap.newKeySet();
    private final List<Runnable> ears = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ringing = lock.newCondition();
    private final Thread thread;
    private boolean closed;

    /** @param connections of any login */
    public EventBell(DataSource connections) {
        this.connections = connections;
        this.thread = Thread.ofVirtual().name("aicmo-event-bell").start(this::pass);
    }

    /** Says that something was told of a tenant. */
    @Override
    public void accept(TenantId tenant) {
        if (rung.add(tenant)) {
            lock.lock();
            try {
                ringing.signal();
            } finally {
                lock.unlock();
            }
            ears.forEach(Runnable::run);
        }
    }

    /** Has something done, quickly, whenever the bell rings on this node. */
    AutoCloseable hear(Runnable ear) {
        ears.add(ear);
        return () -> ears.remove(ear);
    }

    private void pass() {
        try {
            while (await()) {
                Thread.sleep(GATHERED);
                Set<TenantId> now = Set.copyOf(rung);
                rung.removeAll(now);
                ears.forEach(Runnable::run);
                tell(now);
            }
        } catch (InterruptedException e) {
            LOG.debug("the bell is put away", e);
        }
    }

    private boolean await() throws InterruptedException {
        lock.lock();
        try {
            while (rung.isEmpty() && !closed) {
                ringing.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void tell(Set<TenantId> tenants) {
        String names = tenants.size() > MOST_NAMED
                ? "*"
                : tenants.stream().map(TenantId::toString).collect(Collectors.joining(","));
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = connection.prepareStatement(NOTIFY)) {
            statement.setString(1, CHANNEL);
            statement.setString(2, names);
            statement.execute();
        } catch (SQLException e) {
            LOG.debug("other nodes were not woken", e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ringing.signal();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
    }
}
