package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.IcpSegment;
import io.aicmo.domain.cmo.IcpSegment.Rank;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Describes people whom a workspace's marketing wants to reach. One segment of a workspace is primary. */
public final class CreateSegment {
    private final Transactions transactions;
    private final Records records;
    private final PrimarySegment primary;
    private final Ids ids;
    private final InstantSource clock;

    public CreateSegment(Transactions transactions, Records records, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.primary = new PrimarySegment(records);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param words the segment; its rank does not count
     * @param rank how much it matters, or null: a workspace's first is primary, others are secondary
     */
    public record Command(
            WorkspaceId workspaceId,
            IcpSegment.Edit words,
            @Nullable Rank rank) {}

    /**
     * Keeps it. One that is primary makes the one that was so before secondary.
     *
     * @throws io.aicmo.domain.shared.Rejected {@code workspace.unknown}, {@code icp_segment.*}, {@code text.*}
     * @throws io.aicmo.port.Forbidden if the actor may not enter the workspace
     */
    public IcpSegment handle(Actor actor, Command command) {
        actor.checkWorkspace(command.workspaceId);
        Instant now = clock.instant();
        return transactions.write(actor, tx -> {
            primary.hold(tx, command.workspaceId);
            Rank rank = rank(tx, command);
            IcpSegment segment = IcpSegment.of(
                    new IcpSegmentId(ids.next()), command.workspaceId, command.words.with(rank), null, now);
            if (rank == Rank.PRIMARY) {
                primary.makeWay(tx, command.workspaceId, segment.id(), now);
            }
            return records.of(RecordTypes.ICP_SEGMENTS).insert(tx, segment);
        });
    }

    private Rank rank(Tx tx, Command command) {
        if (command.rank != null) {
            return command.rank;
        }
        return primary.find(tx, command.workspaceId).isPresent() ? Rank.SECONDARY : Rank.PRIMARY;
    }
}
