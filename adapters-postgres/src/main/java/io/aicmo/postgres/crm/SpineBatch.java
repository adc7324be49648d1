package io.aicmo.postgres.crm;

import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.Violation;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineOutcome.Attribution;
import io.aicmo.postgres.crm.SpineStatement.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Applies a list of decisions as if one after the other: usually with one statement, and one more where some turn out to
 * be known or cannot be attributed.
 */
final class SpineBatch {
    /** As many as one statement takes. */
    private static final int MOST = 1_000;

    /** Each time another transaction was faster with the same events; it has ended by the next time. */
    private static final int ATTEMPTS = 20;

    private final SpineStatement statement;
    private final KnownEvents knownEvents;

    private SpineBatch(SpineStatement statement, KnownEvents knownEvents) {
        this.statement = statement;
        this.knownEvents = knownEvents;
    }

    /** See {@link SpineStatement#asWriter}. */
    static SpineBatch asWriter(String role) {
        return new SpineBatch(SpineStatement.asWriter(role), KnownEvents.asWriter(role));
    }

    /** See {@link SpineStatement#asCaller}. */
    static SpineBatch asCaller() {
        return new SpineBatch(SpineStatement.asCaller(), KnownEvents.asCaller());
    }

    /** See {@link SpineStatement#prepare}. */
    void prepare(Connection connection) throws SQLException {
        statement.prepare(connection);
    }

    /**
     * Applies the decisions; with autocommit on, those of one statement are kept as soon as it ends.
     *
     * @param again whether they may have been applied by an attempt whose end is unknown: what was recorded under the
     *     decision's own id then was not known before
     * @param ran is told of each statement that wrote
     * @return one outcome per decision, in their order
     */
    List<SpineOutcome> apply(Connection connection, List<SpineDecision> decisions, boolean again, Runnable ran)
            throws SQLException {
        @Nullable SpineOutcome[] outcomes = new SpineOutcome[decisions.size()];
        for (List<Integer> wave : SpineWaves.of(decisions)) {
            for (int from = 0; from < wave.size(); from += MOST) {
                List<Integer> places = wave.subList(from, Math.min(wave.size(), from + MOST));
                applyAtOnce(connection, decisions, places, again, ran, outcomes);
            }
        }
        return Arrays.stream(outcomes)
                .map(outcome -> Objects.requireNonNull(outcome, "a decision without outcome"))
                .toList();
    }

    private void applyAtOnce(
            Connection connection,
            List<SpineDecision> decisions,
            List<Integer> places,
            boolean again,
            Runnable ran,
            @Nullable SpineOutcome[] outcomes)
            throws SQLException {
        List<Integer> open = places;
        for (int attempt = 0; !open.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("an event is neither known nor can it be recorded");
            }
            open = applyOnce(connection, decisions, open, again, ran, outcomes);
        }
    }

    /** @return the places of those that are to be tried again */
    private List<Integer> applyOnce(
            Connection connection,
            List<SpineDecision> decisions,
            List<Integer> places,
            boolean again,
            Runnable ran,
            @Nullable SpineOutcome[] outcomes)
            throws SQLException {
        List<SpineDecision> now = places.stream().map(decisions::get).toList();
        List<Answer> answers = statement.run(connection, now);
        ran.run();
        Map<ActivityId, Integer> recorded = new HashMap<>();
        for (int i = 0; i < now.size(); i++) {
            if (answers.get(i) instanceof Answer.New fresh) {
                recorded.put(fresh.attribution().activityId(), i);
                outcomes[places.get(i)] = new SpineOutcome.Recorded(fresh.attribution());
            }
        }
        if (recorded.size() == now.size()) {
            return List.of();
        }
        List<Integer> others = indexes(now.size(), i -> !(answers.get(i) instanceof Answer.New));
        Map<Integer, Attribution> known =
                knownEvents.find(connection, others.stream().map(now::get).toList());
        List<Integer> open = new ArrayList<>();
        for (int k = 0; k < others.size(); k++) {
            int i = others.get(k);
            SpineOutcome outcome = outcome(now.get(i), answers.get(i), i, known.get(k), recorded, again);
            outcomes[places.get(i)] = outcome;
            if (outcome == null) {
                open.add(places.get(i));
            }
        }
        return open;
    }

    /** Null if it is neither known nor refused: what stood in its way is gone. */
    private static @Nullable SpineOutcome outcome(
            SpineDecision decision,
            Answer answer,
            int index,
            @Nullable Attribution first,
            Map<ActivityId, Integer> recorded,
            boolean again) {
        boolean refused = !(answer instanceof Answer.Known);
        // An equal one that came after this one was recorded, but this one was refused before that.
        boolean before = first != null && recorded.getOrDefault(first.activityId(), -1) > index;
        if (first != null && !(refused && before)) {
            return again && first.activityId().equals(decision.activityId())
                    ? new SpineOutcome.Recorded(first)
                    : new SpineOutcome.Duplicate(first);
        }
        return switch (answer) {
            case Answer.No no -> new SpineOutcome.Refused(violation(no.code(), decision));
            case Answer.Elsewhere elsewhere -> new SpineOutcome.Elsewhere();
            case Answer.Known known -> null;
            case Answer.New fresh -> throw new IllegalStateException("what is new has its outcome");
        };
    }

    private static List<Integer> indexes(int size, IntPredicate which) {
        return IntStream.range(0, size).filter(which).boxed().toList();
    }

    private static Violation violation(String code, SpineDecision decision) {
        return switch (code) {
            case "lead.unknown" ->
                new Violation(
                        code, "there is no lead " + decision.event().party().lead(), "lead_id");
            case "contact.unknown" ->
                new Violation(
                        code, "there is no contact " + decision.event().party().contact(), "contact_id");
            case "campaign.unknown" -> noCampaign(code, decision);
            case "party.unknown" ->
                new Violation(
                        code,
                        "nobody is known by this address or message",
                        decision.event().partyField());
            case "party.differs contact_id", "party.differs email", "party.differs phone" ->
                new Violation(
                        "party.differs",
                        "lead, contact and address are not the same person",
                        code.substring("party.differs ".length()));
            default -> throw new IllegalStateException("unexpected answer " + code);
        };
    }

    private static Violation noCampaign(String code, SpineDecision decision) {
        return decision.event().campaignId() == null
                ? new Violation(code, "the tenant has no workspace", null)
                : new Violation(code, "there is no campaign " + decision.event().campaignId(), "campaign_id");
    }
}
