package io.aicmo.http.cmo;

import io.aicmo.domain.cmo.CalendarEvent;
import io.aicmo.domain.shared.CalendarEventId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The marketing calendar. */
public final class CalendarRoutes {
    private final Hexagon hexagon;

    public CalendarRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
    }

    /** Asks for an entry of a workspace's calendar. */
    record NewCalendarEvent(
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            @Nullable ContentAssetId contentAssetId,
            @Nullable MilestoneId milestoneId,
            CalendarEvent.Kind kind,
            String title,
            @Nullable String channel,
            @Nullable String notes,
            Instant startsAt,
            @Nullable Instant endsAt) {
        CalendarEvent.Edit words() {
            return new CalendarEvent.Edit(
                    campaignId,
                    contentAssetId,
                    milestoneId,
                    kind,
                    title,
                    channel,
                    notes,
                    startsAt,
                    endsAt,
                    CalendarEvent.Status.PLANNED);
        }
    }

    public List<Route> routes() {
        return Resource.of(
                        hexagon,
                        RecordTypes.CALENDAR_EVENTS,
                        CalendarEventId.class,
                        CalendarEvent.class,
                        event -> event)
                .readable(Permission.MARKETING_READ)
                .keeping(
                        Permission.MARKETING_WRITE,
                        NewCalendarEvent.class,
                        (tx, draft) -> CalendarEvent.of(
                                new CalendarEventId(hexagon.ids().next()),
                                draft.workspaceId,
                                draft.words(),
                                hexagon.clock().instant()))
                .editable(
                        Permission.MARKETING_WRITE,
                        CalendarEvent.Edit.class,
                        CalendarEvent::edit,
                        (event, edit) -> event.edited(edit, hexagon.clock().instant()))
                .deletable(Permission.MARKETING_WRITE)
                .routes();
    }
}
