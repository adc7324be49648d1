package io.aicmo.http.cmo;

import io.aicmo.domain.cmo.CalendarEvent;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.shared.CalendarEventId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.NotFound;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
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
                .revisable(Permission.MARKETING_WRITE, CalendarEvent.Edit.class, CalendarEvent::edit, this::revised)
                .deletable(Permission.MARKETING_WRITE, this::checkGoneOut)
                .routes();
    }

    /** The entry as it shall be; what goes out with it was approved, and stays so until the transaction ends. */
    private CalendarEvent revised(Tx tx, CalendarEvent event, CalendarEvent.Edit edit) {
        CalendarEvent revised = event.edited(edit, hexagon.clock().instant());
        checkGoneOut(tx, revised);
        return revised;
    }

    private void checkGoneOut(Tx tx, CalendarEvent event) {
        event.goneOut().ifPresent(content -> content(tx, content).checkMayGoOut("status"));
    }

    private ContentAsset content(Tx tx, ContentAssetId id) {
        try {
            return hexagon.records().of(RecordTypes.CONTENT_ASSETS).lock(tx, id);
        } catch (NotFound e) {
            throw Rejected.field("content_asset_id", "content_asset.unknown", "there is no content asset " + id);
        }
    }
}
