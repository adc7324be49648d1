package io.aicmo.port.event;

import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.Page;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import io.aicmo.port.VersionStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Record stores that tell of the changes which {@link RecordEvents} declares, in the transaction that makes them. */
public final class TellingRecords implements Records {
    private final Records records;
    private final EventLog log;
    private final RecordEvents events;

    public TellingRecords(Records records, EventLog log, Ids ids) {
        this.records = records;
        this.log = log;
        this.events = new RecordEvents(ids);
    }

    @Override
    public VersionStore versions() {
        return records.versions();
    }

    @Override
    public <I extends Id, R extends Record & Entity<I>> RecordStore<I, R> of(RecordType<I, R> type) {
        RecordStore<I, R> store = records.of(type);
        return RecordEvents.tellsOf(type) ? new Store<>(store, records, log, events) : store;
    }

    private record Store<I extends Id, R extends Record & Entity<I>>(
            RecordStore<I, R> store, Records records, EventLog log, RecordEvents events) implements RecordStore<I, R> {
        @Override
        public RecordType<I, R> recordType() {
            return store.recordType();
        }

        @Override
        public R insert(Tx tx, R record) {
            R kept = store.insert(tx, record);
            tell(tx, List.of(kept));
            return kept;
        }

        @Override
        public void insertAll(Tx tx, List<R> records) {
            store.insertAll(tx, records);
            tell(tx, records);
        }

        @Override
        public Optional<R> find(Tx tx, I id) {
            return store.find(tx, id);
        }

        @Override
        public R lock(Tx tx, I id) {
            return store.lock(tx, id);
        }

        @Override
        public R update(Tx tx, R record) {
            R before = RecordEvents.comparesBefore(recordType())
                    ? store.find(tx, record.id()).orElse(null)
                    : null;
            R kept = store.update(tx, record);
            change(tx, before, kept);
            return kept;
        }

        @Override
        public void delete(Tx tx, I id, Instant now) {
            store.delete(tx, id, now);
        }

        @Override
        public R restore(Tx tx, I id, Instant now) {
            return store.restore(tx, id, now);
        }

        @Override
        public Page<R> list(Tx tx, ListQuery query) {
            return store.list(tx, query);
        }

        private void tell(Tx tx, List<R> made) {
            List<DomainEvent> told = made.stream()
                    .flatMap(record -> events.made(record).stream())
                    .toList();
            if (!told.isEmpty()) {
                log.publish(tx, told);
            }
        }

        private void change(Tx tx, @Nullable R before, R after) {
            if (before != null) {
                events.changed(before, after, lead -> workspace(tx, lead)).ifPresent(event -> log.publish(tx, event));
            }
        }

        private @Nullable WorkspaceId workspace(Tx tx, LeadId lead) {
            return records.of(RecordTypes.LEADS)
                    .find(tx, lead)
                    .map(Lead::workspaceId)
                    .orElse(null);
        }
    }
}
