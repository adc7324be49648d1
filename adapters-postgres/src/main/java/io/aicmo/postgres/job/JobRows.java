package io.aicmo.postgres.job;

import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.JobId;
import io.aicmo.port.job.Job;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** Reads rows as jobs. */
final class JobRows {
    static final String COLUMNS = """
            id, kind, payload, priority, status, progress_done, progress_total, tries, error, result, asked_by, hops, \
            quiet, cancel_requested, due_at, created_at, updated_at""";

    private JobRows() {}

    static Job job(ResultSet row) throws SQLException {
        String result = row.getString("result");
        return new Job(
                new JobId(Columns.uuid(row, "id")),
                Columns.text(row, "kind"),
                Json.object(Columns.text(row, "payload")),
                Priority.valueOf("P" + row.getInt("priority")),
                Job.Status.valueOf(Columns.text(row, "status").toUpperCase(Locale.ROOT)),
                new Job.Progress(row.getLong("progress_done"), row.getLong("progress_total")),
                row.getInt("tries"),
                row.getString("error"),
                result == null ? null : Json.object(result),
                Columns.uuidOrNull(row, "asked_by"),
                row.getInt("hops"),
                row.getBoolean("quiet"),
                row.getBoolean("cancel_requested"),
                Columns.instant(row, "due_at"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
