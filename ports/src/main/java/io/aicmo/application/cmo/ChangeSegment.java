package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.IcpSegment;
import io.aicmo.domain.cmo.IcpSegment.Rank;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.StaleVersion;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes or deletes a segment; that of a workspace which is primary stays one. */
public final class ChangeSegment {
    private final Transactions transactions;
    private final Records records;
    private final PrimarySegment primary;
    private final InstantSource clock;

    public ChangeSegment(Transactions transactions, Records records, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.primary = new PrimarySegment(records);
        this.clock = clock;
    }

    /**
     * Changes a segment. One that becomes primary makes the one that was so before secondary.
     *
     * @param version the version that the change was made for, or null to change whatever is there
     * @param edit from what is there to what shall be there
     * @throws io.aicmo.port.NotFound if there is no such segment
     * @throws StaleVersion if it was changed since that version
     * @throws io.aicmo.domain.shared.Rejected {@code icp_segment.*}, {@code text.*}
     */
    public IcpSegment handle(
            Actor actor, IcpSegmentId id, @Nullable Long version, UnaryOperator<IcpSegment.Edit> edit) {
        return transactions.write(actor, tx -> {
            IcpSegment before = locked(tx, id, version);
            Instant now = clock.instant();
            IcpSegment.Edit after = edit.apply(before.edit());
            if (after.equals(before.edit())) {
                return before;
            }
            IcpSegment changed = before.edited(after, now);
            if (changed.rank() == Rank.PRIMARY) {
                primary.makeWay(tx, changed.workspaceId(), id, now);
            }
            return segments().update(tx, changed);
        });
    }

    /**
     * Deletes a segment; it can be restored, and is then not primary.
     *
     * @throws io.aicmo.port.NotFound if there is no such segment
     * @throws StaleVersion if it was changed since that version
     */
    public void delete(Actor actor, IcpSegmentId id, @Nullable Long version) {
        transactions.write(actor, tx -> {
            IcpSegment segment = locked(tx, id, version);
            Instant now = clock.instant();
            if (segment.rank() == Rank.PRIMARY) {
                segments().update(tx, segment.edited(segment.edit().with(Rank.SECONDARY), now));
            }
            segments().delete(tx, id, now);
            return id;
        });
    }

    /** The segment, held after its workspace: whoever makes way for another takes them in this order too. */
    private IcpSegment locked(Tx tx, IcpSegmentId id, @Nullable Long version) {
        IcpSegment found = segments().get(tx, id);
        tx.actor().checkWorkspace(found.workspaceId());
        primary.hold(tx, found.workspaceId());
        IcpSegment segment = segments().lock(tx, id);
        if (version != null && version != segment.version()) {
            throw new StaleVersion("icp_segment", id, version);
        }
        return segment;
    }

    private RecordStore<IcpSegmentId, IcpSegment> segments() {
        return records.of(RecordTypes.ICP_SEGMENTS);
    }
}
