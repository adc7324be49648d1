package io.aicmo.http.messaging;

import io.aicmo.domain.messaging.Suppression;
import io.aicmo.domain.shared.SuppressionId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses that nobody writes to. */
public final class SuppressionRoutes {
    private final Hexagon hexagon;

    public SuppressionRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
    }

    /** Asks that nobody writes to an address any more. */
    record NewSuppression(
            @Size(min = 1, max = 500) String address,
            @Size(min = 1, max = 100) String channel,
            @Size(min = 1, max = 500) String reason,
            @Nullable Instant since) {}

    /** Says why an address is taken off the list. */
    record Removal(@Size(min = 1, max = 500) String reason) {}

    /** An address that nobody writes to. */
    record SuppressionView(
            SuppressionId id,
            String address,
            String channel,
            String reason,
            Instant since,
            @Nullable String removedReason,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static SuppressionView of(Suppression entry) {
            return new SuppressionView(
                    entry.id(),
                    entry.address(),
                    entry.channel(),
                    entry.reason(),
                    entry.since(),
                    entry.removedReason(),
                    entry.createdAt(),
                    entry.updatedAt(),
                    entry.version());
        }
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(Resource.of(
                        hexagon,
                        RecordTypes.SUPPRESSIONS,
                        SuppressionId.class,
                        SuppressionView.class,
                        SuppressionView::of)
                .readable(Permission.CONTACTS_READ)
                .keeping(Permission.CONTACTS_WRITE, NewSuppression.class, (tx, draft) -> made(draft))
                .routes());
        routes.add(Route.post("/v1/suppressions/{id}/remove")
                .may(Permission.SETTINGS_WRITE)
                .says("Takes an address off the list, and says why.")
                .takes(Removal.class)
                .answers(200, SuppressionView.class)
                .by(this::remove));
        return routes;
    }

    private Suppression made(NewSuppression draft) {
        hexagon.channels().checkChannel(draft.channel, "channel");
        Instant now = hexagon.clock().instant();
        return new Suppression(
                new SuppressionId(hexagon.ids().next()),
                draft.address,
                draft.channel,
                draft.reason,
                draft.since == null ? now : draft.since,
                null,
                now,
                now,
                1,
                null);
    }

    private Answer remove(Call call, Removal body) {
        SuppressionId id = call.id(SuppressionId.class);
        return hexagon.transactions().write(call.actor(), tx -> {
            Instant now = hexagon.clock().instant();
            Suppression entry = hexagon.records().of(RecordTypes.SUPPRESSIONS).lock(tx, id);
            Suppression removed =
                    hexagon.records().of(RecordTypes.SUPPRESSIONS).update(tx, entry.removed(body.reason, now));
            hexagon.records().of(RecordTypes.SUPPRESSIONS).delete(tx, id, now);
            return Answer.ok(SuppressionView.of(removed)).version(removed.version());
        });
    }
}
