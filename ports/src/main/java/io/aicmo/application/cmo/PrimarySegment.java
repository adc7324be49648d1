package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.IcpSegment;
import io.aicmo.domain.cmo.IcpSegment.Rank;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.ListQuery;
import io.aicmo.port.NotFound;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import java.time.Instant;
import java.util.Optional;

/** Whom marketing wants to reach first: one segment of each workspace, and whoever becomes it takes the place of another. */
final class PrimarySegment {
    private final Records records;

    PrimarySegment(Records records) {
        this.records = records;
    }

    /**
     * Lets nobody else of the workspace become it until the transaction ends.
     *
     * @throws Rejected {@code workspace.unknown}
     */
    void hold(Tx tx, WorkspaceId workspace) {
        try {
            records.of(RecordTypes.WORKSPACES).lock(tx, workspace);
        } catch (NotFound e) {
            throw Rejected.field("workspace_id", "workspace.unknown", "there is no workspace " + workspace);
        }
    }

    /** The one that it is; only for who {@link #hold holds} it does it stay so. */
    Optional<IcpSegment> find(Tx tx, WorkspaceId workspace) {
        ListQuery primary = ListQuery.newest(1).where("workspaceId", workspace).where("rank", Rank.PRIMARY);
        return records.of(RecordTypes.ICP_SEGMENTS).list(tx, primary).data().stream()
                .findFirst();
    }

    /** Makes the one that it is secondary, unless it is this one. */
    void makeWay(Tx tx, WorkspaceId workspace, IcpSegmentId next, Instant now) {
        find(tx, workspace)
                .filter(segment -> !segment.id().equals(next))
                .map(segment -> records.of(RecordTypes.ICP_SEGMENTS).lock(tx, segment.id()))
                .ifPresent(segment -> records.of(RecordTypes.ICP_SEGMENTS)
                        .update(tx, segment.edited(segment.edit().with(Rank.SECONDARY), now)));
    }
}
