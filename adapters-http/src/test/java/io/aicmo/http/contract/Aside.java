package io.aicmo.http.contract;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.EventSetAside;
import io.aicmo.domain.shared.EventId;
import io.aicmo.domain.shared.EventSetAsideId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/**
 * Sets events aside, as nobody can over HTTP.
 *
 * @param transactions of the server's own data
 * @param records of the server's own data
 */
public record Aside(Transactions transactions, Records records) {
    private static final Ids IDS = Ids.timeOrdered(InstantSource.system());

    /** The id of an event of a workspace that was set aside for a listener that is not there any more. */
    String event(String tenant, String workspace) {
        Instant now = Instant.now();
        DomainEvent event =
                new DomainEvent(new EventId(IDS.next()), "plan.created", now, 0, Map.of("workspace_id", workspace));
        EventSetAside aside =
                EventSetAside.of(new EventSetAsideId(IDS.next()), "nobody", event, 5, "it fell over", now);
        Actor service = Actor.system(new TenantId(UUID.fromString(tenant)));
        return transactions
                .write(service, tx -> records.of(RecordTypes.EVENTS_SET_ASIDE).insert(tx, aside))
                .id()
                .toString();
    }
}
