package io.aicmo.postgres.ai;

import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Unavailable;
import io.aicmo.postgres.ai.PgAgentRunStore.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that this process has under way. Those that last longer than a moment are written down as running, all of
 * them with one statement, and it is said again and again that they still are. Most runs without a model end sooner, and
 * cost nothing here. A thread watches while there are any.
 */
final class RunsUnderWay {
    private static final Logger LOG = LoggerFactory.getLogger(RunsUnderWay.class);

    private final Consumer<List<Kept>> note;
    private final Consumer<Collection<Kept>> see;
    private final Duration moment;
    private final Duration seen;
    private final Map<AgentRunId, Begun> runs = new ConcurrentHashMap<>();
    private final AtomicBoolean watched = new AtomicBoolean();

    /** A run since it began. */
    private static final class Begun {
        private final TenantId tenant;
        private final Supplier<AgentRun> run;
        private final long since = System.nanoTime();
        private volatile @Nullable Kept noted;

        Begun(TenantId tenant, Supplier<AgentRun> run) {
            this.tenant = tenant;
            this.run = run;
        }
    }

    /**
     * @param note writes runs down as running, all or none; those that are known it leaves as they are
     * @param see says of runs that they are under way
     */
    RunsUnderWay(Consumer<List<Kept>> note, Consumer<Collection<Kept>> see, Duration moment, Duration seen) {
        this.note = note;
        this.see = see;
        this.moment = moment;
        this.seen = seen;
    }

    void begin(TenantId tenant, AgentRunId id, Supplier<AgentRun> run) {
        runs.put(id, new Begun(tenant, run));
        if (watched.compareAndSet(false, true)) {
            Thread.ofVirtual().name("aicmo-runs-under-way").start(this::watch);
        }
    }

    void end(AgentRunId id) {
        runs.remove(id);
    }

    private void watch() {
        long last = System.nanoTime();
        do {
            while (!runs.isEmpty()) {
                LockSupport.parkNanos(moment.toNanos());
                noteNew();
                if (System.nanoTime() - last >= seen.toNanos()) {
                    last = System.nanoTime();
                    seeNoted();
                }
            }
            watched.set(false);
        } while (!runs.isEmpty() && watched.compareAndSet(false, true));
    }

    private void noteNew() {
        long now = System.nanoTime();
        List<Begun> lasting = runs.values().stream()
                .filter(begun -> begun.noted == null && now - begun.since >= moment.toNanos())
                .toList();
        if (!lasting.isEmpty() && !noted(lasting)) {
            // One that cannot be noted, because its campaign went away say, must not keep the others from it.
            lasting.forEach(begun -> noted(List.of(begun)));
        }
    }

    /** Whether that was done, or is to be tried again later. */
    private boolean noted(List<Begun> lasting) {
        List<Kept> kept = new ArrayList<>();
        lasting.forEach(begun -> kept.add(new Kept(begun.tenant, begun.run.get())));
        try {
            note.accept(kept);
            for (int i = 0; i < kept.size(); i++) {
                lasting.get(i).noted = kept.get(i);
            }
            return true;
        } catch (Unavailable away) {
            LOG.warn("{} runs under way could not be noted: {}", kept.size(), away.getMessage());
            return true;
        } catch (RuntimeException e) {
            LOG.debug("{} runs under way could not be noted", kept.size(), e);
            return false;
        }
    }

    private void seeNoted() {
        List<Kept> noted = new ArrayList<>();
        for (Begun begun : runs.values()) {
            Kept kept = begun.noted;
            if (kept != null) {
                noted.add(kept);
            }
        }
        try {
            if (!noted.isEmpty()) {
                see.accept(noted);
            }
        } catch (RuntimeException e) {
            LOG.warn("{} runs under way could not be seen to", noted.size(), e);
        }
    }
}
