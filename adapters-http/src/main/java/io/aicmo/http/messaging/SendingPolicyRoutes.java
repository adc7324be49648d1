package io.aicmo.http.messaging;

import io.aicmo.domain.crm.SendingHours;
import io.aicmo.domain.messaging.FrequencyCap;
import io.aicmo.domain.messaging.SendingPolicy;
import io.aicmo.domain.shared.SendingPolicyId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workspaces' rules of sending. */
public final class SendingPolicyRoutes {
    private final Hexagon hexagon;

    public SendingPolicyRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
    }

    /** Asks for so many messages in so many hours, for one person. */
    record CapInput(
            @Min(1) @Max(100) int most, @Min(1) @Max(720) int hours) {
        FrequencyCap cap() {
            return new FrequencyCap(most, hours);
        }
    }

    /** So many messages in so many hours, for one person. */
    record CapView(int most, int hours) {}

    /** Asks for a workspace's policy; what is left out is as usual. */
    record NewSendingPolicy(
            WorkspaceId workspaceId,
            @Nullable HoursInput sendingHours,
            @Nullable CapInput frequencyCap) {}

    /** What may be changed about a policy. */
    record SendingPolicyChange(HoursInput sendingHours, CapInput frequencyCap) {
        static SendingPolicyChange of(SendingPolicy policy) {
            return new SendingPolicyChange(
                    HoursInput.asked(policy.sendingHours()),
                    new CapInput(
                            policy.frequencyCap().most(), policy.frequencyCap().hours()));
        }
    }

    /** A workspace's rules of sending. */
    record SendingPolicyView(
            SendingPolicyId id,
            WorkspaceId workspaceId,
            HoursView sendingHours,
            CapView frequencyCap,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static SendingPolicyView of(SendingPolicy policy) {
            return new SendingPolicyView(
                    policy.id(),
                    policy.workspaceId(),
                    HoursView.shown(policy.sendingHours()),
                    new CapView(
                            policy.frequencyCap().most(), policy.frequencyCap().hours()),
                    policy.createdAt(),
                    policy.updatedAt(),
                    policy.version());
        }
    }

    public List<Route> routes() {
        return Resource.of(
                        hexagon,
                        RecordTypes.SENDING_POLICIES,
                        SendingPolicyId.class,
                        SendingPolicyView.class,
                        SendingPolicyView::of)
                .readable(Permission.SETTINGS_READ)
                .keeping(Permission.SETTINGS_WRITE, NewSendingPolicy.class, (tx, draft) -> made(draft))
                .editable(
                        Permission.SETTINGS_WRITE,
                        SendingPolicyChange.class,
                        SendingPolicyChange::of,
                        (policy, change) -> policy.with(
                                change.sendingHours.hours(),
                                change.frequencyCap.cap(),
                                hexagon.clock().instant()))
                .deletable(Permission.SETTINGS_WRITE)
                .routes();
    }

    private SendingPolicy made(NewSendingPolicy draft) {
        Instant now = hexagon.clock().instant();
        return new SendingPolicy(
                new SendingPolicyId(hexagon.ids().next()),
                draft.workspaceId,
                draft.sendingHours == null ? SendingHours.USUAL : draft.sendingHours.hours(),
                draft.frequencyCap == null ? FrequencyCap.USUAL : draft.frequencyCap.cap(),
                now,
                now,
                1,
                null);
    }
}
