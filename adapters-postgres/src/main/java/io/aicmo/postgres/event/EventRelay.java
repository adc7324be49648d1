package io.aicmo.postgres.event;

import com.zaxxer.hikari.HikariDataSource;
import io.aicmo.application.event.DeliverEvents;
import io.aicmo.application.event.DeliverEvents.Result;
import io.aicmo.port.Ids;
import io.aicmo.port.Records;
import io.aicmo.port.Unavailable;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventListener;
import io.aicmo.postgres.sql.PgTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes events on, on this node. It hears the bells of all nodes, and tells the declared listeners what happened: of
 * several nodes one at a time, the one that holds a lock of its database session; when it dies another takes over.
 */
public final class EventRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventRelay.class);
    /** 75 stands for events among those who use such locks. */
    private static final String LOCK = "select pg_try_advisory_lock(75, 1)";

    /** A leader of whom the server hears nothing leads no more, though its connection may stand for hours. */
    private static final String UNLESS_SILENT = "set idle_session_timeout = '15s'";

    private static final Duration INTERVAL = Duration.ofMillis(500);
    /** While much is told, it is passed on in parts: each look costs the database as much, whatever it finds. */
    private static final Duration GATHERED = Duration.ofMillis(50);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(16);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration BETWEEN_FORGETTING = Duration.ofMinutes(10);

    private final HikariDataSource connections;
    private final EventBell bell;
    private final EventFeed feed;
    private final DeliverEvents deliverEvents;
    private final Collection<EventListener> listeners;
    private final InstantSource clock;
    private final List<Runnable> ears = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Semaphore> wakes = new CopyOnWriteArrayList<>();
    private volatile boolean leading;
    private volatile boolean closed;

    /**
     * Not started yet.
     *
     * @param connections for this alone, four of them; closed with it
     * @param records where it is kept what a listener fails at
     */
    public EventRelay(
            HikariDataSource connections,
            PgTransactions transactions,
            PgTransactions across,
            EventBell bell,
            Records records,
            Collection<EventListener> listeners,
            InstantSource clock) {
        this.connections = connections;
        this.bell = bell;
        this.feed = new PgEventFeed(across);
        this.deliverEvents = new DeliverEvents(
                transactions,
                feed,
                new PgEventCursors(across, clock),
                records,
                Ids.timeOrdered(clock),
                clock,
                (listener, why) -> LOG.warn("listener {} failed at an event", listener.name(), why));
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /** What was told, over connections of its own. */
    public EventFeed feed() {
        return feed;
    }

    /** Has something done, quickly, whenever something was told, here or on another node. */
    public void hear(Runnable ear) {
        ears.add(ear);
    }

    /** Begins to listen and to tell. */
    public void start() {
        bell.hear(this::wake);
        threads.add(Thread.ofPlatform().daemon().name("aicmo-events-heard").start(this::hearOthers));
        threads.add(Thread.ofPlatform().daemon().name("aicmo-events-lead").start(this::lead));
        for (EventListener listener : listeners) {
            Semaphore wake = new Semaphore(0);
            wakes.add(wake);
            threads.add(
                    Thread.ofVirtual().name("aicmo-listener-" + listener.name()).start(() -> tell(listener, wake)));
        }
    }

    private void wake() {
        ears.forEach(Runnable::run);
        wakes.stream().filter(wake -> wake.availablePermits() == 0).forEach(Semaphore::release);
    }

    private void hearOthers() {
        keepOn("events of other nodes are not heard at once", connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("listen " + EventBell.CHANNEL);
            }
            PGConnection heard = connection.unwrap(PGConnection.class);
            while (!closed) {
                var notifications =
                        heard.getNotifications((int) Duration.ofSeconds(10).toMillis());
                if (notifications != null && notifications.length > 0) {
                    wake();
                } else {
                    // Finds out whether the server is still there.
                    query(connection, "select true");
                }
            }
        });
    }

    private void lead() {
        keepOn("listeners are told nothing by this node", connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(UNLESS_SILENT);
                long forgot = System.nanoTime() - BETWEEN_FORGETTING.toNanos();
                while (!closed) {
                    leading = query(connection, leading ? "select true" : LOCK);
                    if (leading && System.nanoTime() - forgot >= BETWEEN_FORGETTING.toNanos()) {
                        forget();
                        forgot = System.nanoTime();
                    }
                    sleep(INTERVAL);
                }
            } finally {
                leading = false;
            }
        });
    }

    private void forget() {
        int forgotten = feed.forget(clock.instant().minus(KEPT));
        while (forgotten > 0 && !closed) {
            forgotten = feed.forget(clock.instant().minus(KEPT));
        }
    }

    private void tell(EventListener listener, Semaphore wake) {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            try {
                Result result = leading ? deliverEvents.handle(listener) : Result.IDLE;
                switch (result) {
                    case MORE -> {
                        pause = FIRST_PAUSE;
                        sleep(GATHERED);
                    }
                    case IDLE -> {
                        pause = FIRST_PAUSE;
                        if (wake.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                            wake.drainPermits();
                        }
                    }
                    case FAILED -> {
                        LOG.info("listener {} is told again in {}", listener.name(), pause);
                        sleep(pause);
                        pause = longer(pause);
                    }
                }
            } catch (Unavailable away) {
                LOG.debug("listener {} is told nothing now", listener.name(), away);
                pauseAfterFailure();
            } catch (RuntimeException e) {
                LOG.error("listener {} could not be told", listener.name(), e);
                pauseAfterFailure();
            } catch (InterruptedException e) {
                LOG.debug("listener {} is told no more", listener.name(), e);
                return;
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private interface Work {
        void on(Connection connection) throws SQLException, InterruptedException;
    }

    /** Works on a connection for as long as it holds, and then on another; a broken one is not given back. */
    private void keepOn(String otherwise, Work work) {
        while (!closed) {
            try (Connection connection = connections.getConnection()) {
                try {
                    work.on(connection);
                } finally {
                    // The lock and the listening are the session's; nobody else shall have it.
                    connections.evictConnection(connection);
                }
            } catch (SQLException e) {
                if (!closed) {
                    LOG.info("{}: {}", otherwise, e.getMessage());
                    pauseAfterFailure();
                }
            } catch (InterruptedException e) {
                LOG.debug("stopped", e);
                return;
            } catch (RuntimeException e) {
                LOG.warn(otherwise, e);
                pauseAfterFailure();
            }
        }
    }

    private static boolean query(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void pauseAfterFailure() {
        try {
            sleep(INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sleep(Duration pause) throws InterruptedException {
        if (!closed) {
            Thread.sleep(pause);
        }
    }

    /** Stops; what a listener is being told it is told again elsewhere. */
    @Override
    public void close() {
        closed = true;
        leading = false;
        threads.forEach(Thread::interrupt);
        connections.close();
    }
}
