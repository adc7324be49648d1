package io.aicmo.application.cmo;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.port.ListQuery;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.RecordType;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads all that belongs to something: the milestones of a plan, the stages of a funnel, the content of a campaign. */
public final class Parts {
    private Parts() {}

    /**
     * All living records of a type whose component names this owner.
     *
     * @param sort the component that they are ordered by, the least first
     */
    public static <I extends Id, R extends Record & Entity<I>> List<R> of(
            Tx tx, Records records, RecordType<I, R> type, String component, Id owner, String sort) {
        List<R> all = new ArrayList<>();
        @Nullable Position after = null;
        do {
            Page<R> page = records.of(type)
                    .list(tx, new ListQuery(Map.of(component, owner), null, sort, false, after, ListQuery.MAX_LIMIT));
            all.addAll(page.data());
            after = page.next();
        } while (after != null);
        return all;
    }
}
