package io.aicmo.http.crm;

import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.Note;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.NoteId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.Actor;
import io.aicmo.port.Forbidden;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes on leads. */
public final class NoteRoutes {
    private final Hexagon hexagon;

    public NoteRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
    }

    /** Writes a note. */
    record NewNote(
            LeadId leadId, @Size(min = 1, max = 20_000) String body) {}

    /** What may be changed about a note. */
    record NoteChange(@Size(min = 1, max = 20_000) String body) {}

    /** A note. */
    record NoteView(
            NoteId id,
            LeadId leadId,
            @Nullable UserId authorId,
            String body,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static NoteView of(Note note) {
            return new NoteView(
                    note.id(),
                    note.leadId(),
                    note.authorId(),
                    note.body(),
                    note.createdAt(),
                    note.updatedAt(),
                    note.version());
        }
    }

    public List<Route> routes() {
        return Resource.of(hexagon, RecordTypes.NOTES, NoteId.class, NoteView.class, NoteView::of)
                .in((tx, note) -> hexagon.records()
                        .of(RecordTypes.LEADS)
                        .find(tx, note.leadId())
                        .map(Lead::workspaceId)
                        .orElse(null))
                .guarded(NoteRoutes::checkAuthor)
                .readable(Permission.LEADS_READ)
                .keeping(Permission.LEADS_WRITE, NewNote.class, this::write)
                .editable(
                        Permission.LEADS_WRITE,
                        NoteChange.class,
                        note -> new NoteChange(note.body()),
                        (note, change) ->
                                note.withBody(change.body, hexagon.clock().instant()))
                .deletable(Permission.LEADS_WRITE)
                .routes();
    }

    private static void checkAuthor(Actor actor, Note note) {
        boolean own = actor.userId().map(user -> user.equals(note.authorId())).orElse(false);
        if (!own && !actor.may(Permission.LEADS_WRITE_ALL)) {
            throw new Forbidden("this note is somebody else's; only its author or a manager may change it");
        }
    }

    private Note write(Tx tx, NewNote draft) {
        Instant now = hexagon.clock().instant();
        return new Note(
                new NoteId(hexagon.ids().next()),
                draft.leadId,
                tx.actor().userId().orElse(null),
                draft.body,
                now,
                now,
                1,
                null);
    }
}
