package io.aicmo.bench;

import io.aicmo.bench.ChaosBench.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Something that fails for a while; when it is over, everything is there again. */
enum Fault {
    NODE_KILLED("nodes killed in turns (SIGKILL)") {
        @Override
        void last(ChaosLab lab, Duration time) throws InterruptedException {
            int number = 0;
            for (long end = end(time); isBefore(end); number = (number + 1) % ChaosLab.NODES) {
                pause(Duration.ofMillis(1_500));
                lab.killNodes(List.of(number));
                lab.startNodes(List.of(number));
            }
        }
    },
    DATABASE_RESTARTED("database stopped and started") {
        @Override
        void last(ChaosLab lab, Duration time) throws InterruptedException {
            for (long end = end(time); isBefore(end); ) {
                pause(Duration.ofMillis(1_500));
                lab.database().stop();
                pause(Duration.ofMillis(500));
                lab.database().startAgain();
            }
        }
    },
    BACKENDS_ENDED("connections ended by pg_terminate_backend") {
        @Override
        void last(ChaosLab lab, Duration time) throws InterruptedException {
            try (Connection admin = lab.database().connect();
                    Statement statement = admin.createStatement()) {
                for (long end = end(time); isBefore(end); ) {
                    statement.execute("""
                            select pg_terminate_backend(pid) from (
                                select pid from pg_stat_activity
                                where datname = current_database() and pid <> pg_backend_pid()
                                order by random()
                                limit 3) victims
                            """);
                    pause(Duration.ofMillis(100));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    },
    /** A database has fewer to give: then all that it has. */
    CONNECTIONS_HELD("300 idle connections held, to each node and to the database") {
        private static final int HELD = 300;

        @Override
        void last(ChaosLab lab, Duration time) throws InterruptedException {
            List<AutoCloseable> held = new ArrayList<>();
            try {
                for (int number = 0; number < ChaosLab.NODES; number++) {
                    URI url = lab.node(number, "").server();
                    for (int i = 0; i < HELD; i++) {
                        held.add(new Socket(url.getHost(), url.getPort()));
                    }
                }
                // Those of the servers that end meanwhile are taken as well.
                for (long end = end(time); isBefore(end); pause(Duration.ofMillis(100))) {
                    holdMore(lab, held);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                held.forEach(Fault::letGo);
            }
        }

        private void holdMore(ChaosLab lab, List<AutoCloseable> held) {
            try {
                while (held.size() < HELD * (ChaosLab.NODES + 1)) {
                    held.add(lab.database().connectAsServer());
                }
            } catch (SQLException full) {
                // That is what is meant: the database has no more to give.
                return;
            }
        }
    },
    CABLE("cable to the database slow, then cut, then forgetting connections") {
        @Override
        void last(ChaosLab lab, Duration time) throws InterruptedException {
            Cable cable = lab.database().cable();
            Duration part = time.dividedBy(3);
            cable.delay(Duration.ofMillis(20));
            pause(part);
            cable.delay(Duration.ZERO);
            for (long end = end(part); isBefore(end); ) {
                cable.cut();
                pause(Duration.ofMillis(300));
            }
            // In the midst of the load, which goes on over new connections.
            pause(Duration.ofSeconds(1));
            cable.forget();
            pause(part);
        }
    };

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** Has it fail for about so long, and be whole again. */
    abstract void last(ChaosLab lab, Duration time) throws InterruptedException;

    /** The fault of a trial, if it has one. */
    static Stream<Fault> of(Trial trial) {
        return switch (trial) {
            case KILLS -> Stream.empty();
            case NODE -> Stream.of(NODE_KILLED);
            case DATABASE -> Stream.of(DATABASE_RESTARTED);
            case BACKENDS -> Stream.of(BACKENDS_ENDED);
            case CONNECTIONS -> Stream.of(CONNECTIONS_HELD);
            case CABLE -> Stream.of(CABLE);
        };
    }

    /** What fails, for people. */
    String words() {
        return words;
    }

    private static long end(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    private static boolean isBefore(long end) {
        return System.nanoTime() - end < 0;
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    private static void letGo(AutoCloseable held) {
        try {
            held.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
