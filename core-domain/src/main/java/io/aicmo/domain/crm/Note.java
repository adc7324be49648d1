package io.aicmo.domain.crm;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.NoteId;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote about a lead.
 *
 * @param authorId the user who wrote it, or null where a server did
 */
public record Note(
        NoteId id,
        LeadId leadId,
        @Nullable UserId authorId,
        String body,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<NoteId> {

    /** @throws io.aicmo.domain.shared.Rejected {@code text.missing}, {@code text.too_long} */
    public Note {
        body = Text.required(body, "body", 20_000);
    }

    /** The same note with another text. */
    public Note withBody(String newBody, Instant now) {
        return new Note(id, leadId, authorId, newBody, createdAt, now, version, deletedAt);
    }
}
