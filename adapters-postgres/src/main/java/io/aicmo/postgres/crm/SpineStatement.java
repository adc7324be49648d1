package io.aicmo.postgres.crm;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.crm.SpineOutcome.Attribution;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Applies any number of decisions with one SQL statement, in one round trip. Its text is the same whatever their number,
 * so that the server plans it once per connection: planning takes ten times as long as running it for one event.
 */
final class SpineStatement {
    /** What the statement made of one decision. */
    sealed interface Answer {
        /** New, and kept. */
        record New(Attribution attribution) implements Answer {}

        /** Not attributable, for the reason with this code, which may be followed by the field at fault; it may have been seen before all the same. */
        record No(String code) implements Answer {}

        /** Of a workspace that whoever tells it may not enter; it may have been seen before all the same. */
        record Elsewhere() implements Answer {}

        /** An equal one was recorded: earlier, by somebody else at this moment, or in this very statement. */
        record Known() implements Answer {}
    }

    private static final String BEFORE_AS_CALLER = """
            select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true);
            """;

    private static final String AFTER_AS_CALLER = """
            ; select set_config('plan_cache_mode', 'auto', true), set_config('enable_seqscan', 'on', true)
            """;

    private final String light;
    private final String whole;

    private SpineStatement(String before, String after) {
        this.light = compact(before + SpineSql.LIGHT + after);
        this.whole = compact(before + SpineSql.WHOLE + after);
    }

    /** The server copies the text with every execution; without indentation it is half as long. */
    private static String compact(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /**
     * Runs in a transaction of its own, on a connection in autocommit whose login may act as this role: all of the text
     * is one implicit transaction. The planner keeps its plan, and never prefers to read a whole table because it was
     * small when the plan was made.
     */
    static SpineStatement asWriter(String role) {
        String before = """
                select set_config('role', '%s', true), set_config('plan_cache_mode', 'force_generic_plan', true),
                       set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true);
                """.formatted(role);
        return new SpineStatement(before, "");
    }

    /** Runs in the caller's transaction as the caller's role, and puts the planner's settings back to their defaults. */
    static SpineStatement asCaller() {
        return new SpineStatement(BEFORE_AS_CALLER, AFTER_AS_CALLER);
    }

    /**
     * Applies the decisions, all or none.
     *
     * @return one answer per decision, in their order
     */
    List<Answer> run(Connection connection, List<SpineDecision> decisions) throws SQLException {
        return run(connection, decisions, decisions.stream().anyMatch(SpineStatement::changesRecords));
    }

    /** Has the server plan, so that the next decisions need not wait for it. */
    void prepare(Connection connection) throws SQLException {
        run(connection, List.of(), false);
        run(connection, List.of(), true);
    }

    private List<Answer> run(Connection connection, List<SpineDecision> decisions, boolean all) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(all ? whole : light)) {
            SpineParameters parameters = new SpineParameters(connection, statement);
            bind(parameters, decisions);
            if (all) {
                bindJobs(parameters, jobs(decisions));
            }
            statement.execute();
            statement.getMoreResults();
            try (ResultSet rows = Objects.requireNonNull(statement.getResultSet(), "no result")) {
                return answers(rows, decisions.size());
            }
        }
    }

    private static boolean changesRecords(SpineDecision decision) {
        return decision.contacts()
                || decision.advanceTo() != null
                || decision.pause() != null
                || decision.countsCampaignReply()
                || decision.startsThread()
                || !decision.consents().isEmpty()
                || !decision.jobs().isEmpty();
    }

    private static void bind(SpineParameters parameters, List<SpineDecision> decisions) throws SQLException {
        parameters
                .uuids(decisions, decision -> decision.tenantId().value())
                .uuids(decisions, decision -> decision.activityId().value())
                .texts(decisions, decision -> decision.event().channel())
                .texts(decisions, decision -> decision.event().activityType())
                .texts(decisions, decision -> decision.event().provider())
                .texts(decisions, decision -> decision.event().providerEventId())
                .ids(decisions, decision -> decision.event().party().lead())
                .ids(decisions, decision -> decision.event().party().contact())
                .texts(decisions, decision -> text(decision.event().party().email()))
                .texts(decisions, decision -> text(decision.event().party().phone()))
                .ids(decisions, decision -> decision.event().campaignId())
                .times(decisions, decision -> decision.event().occurredAt())
                .times(decisions, SpineDecision::recordedAt)
                .texts(decisions, decision -> decision.event().messageId())
                .flags(decisions, SpineDecision::startsThread)
                .texts(decisions, decision -> words(decision.event().inReplyTo()))
                .texts(decisions, decision -> Json.text(payload(decision.event())))
                .texts(decisions, SpineStatement::stat)
                .flags(decisions, SpineDecision::countsCampaignReply)
                .texts(decisions, SpineStatement::pauseReason)
                .flags(decisions, SpineStatement::pausesPerson)
                .texts(decisions, SpineStatement::advanceTo)
                .texts(decisions, SpineStatement::consents)
                .flags(decisions, SpineDecision::contacts)
                .texts(decisions, SpineStatement::workspaces);
    }

    private static void bindJobs(SpineParameters parameters, List<Job> jobs) throws SQLException {
        parameters
                .numbers(jobs, Job::ordinal)
                .uuids(jobs, job -> job.followUp().id().value())
                .texts(jobs, job -> job.followUp().kind())
                .texts(jobs, job -> job.followUp().action());
    }

    private record Job(long ordinal, SpineDecision.FollowUp followUp) {}

    private static List<Job> jobs(List<SpineDecision> decisions) {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            for (SpineDecision.FollowUp followUp : decisions.get(i).jobs()) {
                jobs.add(new Job(i + 1L, followUp));
            }
        }
        return jobs;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Message-IDs contain no white space. */
    private static @Nullable String words(List<String> ids) {
        return ids.isEmpty() ? null : String.join(" ", ids);
    }

    private static @Nullable String stat(SpineDecision decision) {
        return decision.stat() == null ? null : decision.stat().word();
    }

    private static @Nullable String pauseReason(SpineDecision decision) {
        return decision.pause() == null ? null : decision.pause().reason();
    }

    private static boolean pausesPerson(SpineDecision decision) {
        return decision.pause() != null && decision.pause().wholePerson();
    }

    private static @Nullable String advanceTo(SpineDecision decision) {
        return decision.advanceTo() == null ? null : decision.advanceTo().word();
    }

    private static @Nullable String workspaces(SpineDecision decision) {
        return decision.workspaces().isEmpty()
                ? null
                : decision.workspaces().stream().map(WorkspaceId::toString).collect(Collectors.joining(" "));
    }

    /** What was told, but for what has columns of its own. */
    private static Map<String, Object> payload(ChannelEvent event) {
        Map<String, Object> payload = new LinkedHashMap<>();
        put(payload, "lead_id", event.party().lead());
        put(payload, "contact_id", event.party().contact());
        put(payload, "email", event.party().email());
        put(payload, "phone", event.party().phone());
        put(payload, "campaign_id", event.campaignId());
        put(payload, "orchestrator_action", event.orchestratorAction());
        if (!event.meta().isEmpty()) {
            payload.put("meta", event.meta());
        }
        return payload;
    }

    private static void put(Map<String, Object> payload, String name, @Nullable Object value) {
        if (value != null) {
            payload.put(name, value.toString());
        }
    }

    private static @Nullable String consents(SpineDecision decision) {
        if (decision.consents().isEmpty()) {
            return null;
        }
        Map<String, Object> byChannel = new HashMap<>();
        decision.consents()
                .forEach((channel, state) -> byChannel.put(
                        channel, Map.of("state", state, "at", decision.event().occurredAt())));
        return Json.text(byChannel);
    }

    /**
     * The rows are of three kinds: one for each decision, one for each lead that moved, one for each activity that paused
     * runs.
     */
    private static List<Answer> answers(ResultSet rows, int decisions) throws SQLException {
        @Nullable Answer[] answers = new Answer[decisions];
        Map<UUID, LeadStatus> moved = new HashMap<>();
        Map<UUID, Integer> paused = new HashMap<>();
        while (rows.next()) {
            switch (Columns.text(rows, "kind")) {
                case "lead" -> moved.put(Columns.uuid(rows, "lead_id"), status(Columns.text(rows, "lead_status")));
                case "run" -> paused.put(Columns.uuid(rows, "activity_id"), rows.getInt("paused_runs"));
                default -> answers[rows.getInt("n") - 1] = answer(rows);
            }
        }
        return Arrays.stream(answers)
                .map(answer -> after(Objects.requireNonNull(answer, "a decision without answer"), moved, paused))
                .toList();
    }

    private static Answer answer(ResultSet row) throws SQLException {
        String outcome = Columns.text(row, "outcome");
        return switch (outcome) {
            case "new" -> new Answer.New(attribution(row));
            case "known" -> new Answer.Known();
            case "elsewhere" -> new Answer.Elsewhere();
            default -> new Answer.No(outcome);
        };
    }

    /** From a row with the columns of an attribution. */
    static Attribution attribution(ResultSet row) throws SQLException {
        UUID lead = Columns.uuidOrNull(row, "lead_id");
        String status = row.getString("lead_status");
        return new Attribution(
                new ActivityId(Columns.uuid(row, "activity_id")),
                new ContactId(Columns.uuid(row, "contact_id")),
                lead == null ? null : new LeadId(lead),
                new CampaignId(Columns.uuid(row, "campaign_id")),
                status == null ? null : status(status),
                row.getInt("paused_runs"));
    }

    private static Answer after(Answer answer, Map<UUID, LeadStatus> moved, Map<UUID, Integer> paused) {
        if (!(answer instanceof Answer.New fresh)) {
            return answer;
        }
        Attribution before = fresh.attribution();
        LeadId lead = before.leadId();
        LeadStatus now = lead == null ? null : moved.get(lead.value());
        return new Answer.New(new Attribution(
                before.activityId(),
                before.contactId(),
                lead,
                before.campaignId(),
                now == null ? before.leadStatus() : now,
                paused.getOrDefault(before.activityId().value(), 0)));
    }

    private static LeadStatus status(String word) {
        return LeadStatus.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
