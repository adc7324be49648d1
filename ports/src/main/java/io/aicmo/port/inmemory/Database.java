package io.aicmo.port.inmemory;

import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.crm.LeadScore;
import io.aicmo.domain.crm.SequenceStep;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadScoreId;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.tenant.Membership;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordVersion;
import io.aicmo.port.event.EventPosition;
import io.aicmo.port.job.ScheduledJob;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All tables. One transaction writes at a time, from its first change on; whoever reads never waits for it, because its
 * changes are kept apart until they are published, all at once.
 */
final class Database {
    final Table<TenantId, Tenant> tenants = new Table<>(this);
    /** Of no tenant: one person may belong to several. */
    final Table<EmailAddress, MemoryTenantStore.User> users = new Table<>(this);

    final Table<UserId, Membership> memberships = new Table<>(this);
    final Table<ActivityId, RecordedActivity> activities = new Table<>(this);
    final Table<RecordedEvent.Key, RecordedEvent> events = new Table<>(this);
    final Table<StatDay, DailyStats> stats = new Table<>(this);
    /** By Message-ID. */
    final Table<String, SentMessage> messages = new Table<>(this);

    final Table<SequenceId, List<SequenceStep>> steps = new Table<>(this);
    final Table<LeadScoreId, LeadScore> scores = new Table<>(this);
    final Table<JobId, WaitingJob> jobs = new Table<>(this);
    /** By name. */
    final Table<String, ScheduledJob> schedules = new Table<>(this);

    /** Domain events, by the number of their telling. */
    final Table<Long, ToldEvents> told = new Table<>(this);

    /** How far each listener has heard. */
    final ConcurrentMap<String, EventPosition> cursors = new ConcurrentHashMap<>();

    private final AtomicLong tellings = new AtomicLong();
    private final AtomicLong forgotten = new AtomicLong();

    final Table<AgentRunId, AgentRun> runs = new Table<>(this);
    final Table<MemoryVersionStore.Key, RecordVersion<?>> versions = new Table<>(this);
    final Table<KeptAnswer.Key, KeptAnswer> answers = new Table<>(this);
    /** Which unfinished transaction has taken which key. */
    final Map<KeptAnswer.Holding, Work> heldKeys = new ConcurrentHashMap<>();

    private final Map<String, Table<Object, Record>> records = new ConcurrentHashMap<>();
    private final ReentrantLock writer = new ReentrantLock();
    private final ReentrantReadWriteLock publication = new ReentrantReadWriteLock();

    /** The store of a record type. */
    <I extends Id, R extends Record & Entity<I>> MemoryRecordStore<I, R> store(RecordType<I, R> type) {
        return new MemoryRecordStore<>(this, type);
    }

    /** The table of a record type, by the record's id. */
    Table<Object, Record> records(RecordType<?, ?> type) {
        return records.computeIfAbsent(type.table(), name -> new Table<>(this));
    }

    /** The number of the next telling; whoever asks has the lock. */
    long nextTelling() {
        return tellings.incrementAndGet();
    }

    /** Up to where every listener has heard. */
    long heardByAll() {
        return cursors.values().stream().mapToLong(EventPosition::number).min().orElse(tellings.get());
    }

    /** The last telling that is not kept any more. */
    long forgotten() {
        return forgotten.get();
    }

    void forgot(long number) {
        forgotten.accumulateAndGet(number, Math::max);
    }

    <T extends @Nullable Object> T look(Supplier<T> at) {
        publication.readLock().lock();
        try {
            return at.get();
        } finally {
            publication.readLock().unlock();
        }
    }

    void publish(Collection<Rows<?, ?>> changed) {
        publication.writeLock().lock();
        try {
            changed.forEach(Rows::publish);
        } finally {
            publication.writeLock().unlock();
        }
    }

    void lockWriter() {
        writer.lock();
    }

    void unlockWriter() {
        writer.unlock();
    }

    /** Reads what belongs to no single tenant, or to whoever it turns out to be. */
    <T> T read(Function<Work, T> look) {
        Work work = new Work(this, false);
        try {
            return look.apply(work);
        } finally {
            work.end();
        }
    }

    /** Changes what belongs to no single tenant, and commits it. */
    <T> T change(Function<Work, T> change) {
        Work work = new Work(this, true);
        try {
            work.lock();
            T result = change.apply(work);
            work.commit();
            return result;
        } finally {
            work.end();
        }
    }
}
