package io.aicmo.port.inmemory;

import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.crm.SpineStore.IntegrityRule;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks for what is orphaned. */
final class Integrity {
    private final Database database;

    Integrity(Database database) {
        this.database = database;
    }

    List<IntegrityRule> report(MemoryTx tx) {
        Collection<RecordedActivity> activities = tx.rows(database.activities).all();
        Collection<Lead> leads = records(tx, RecordTypes.LEADS);
        Collection<SequenceRun> runs = records(tx, RecordTypes.SEQUENCE_RUNS);
        return List.of(
                rule(
                        "every activity has its contact",
                        activities,
                        recorded -> exists(
                                tx, RecordTypes.CONTACTS, recorded.activity().contactId())),
                rule(
                        "every activity of a lead has that lead",
                        activities,
                        recorded -> recorded.activity().leadId() == null
                                || exists(
                                        tx,
                                        RecordTypes.LEADS,
                                        recorded.activity().leadId())),
                rule(
                        "every activity has its campaign",
                        activities,
                        recorded -> exists(
                                tx, RecordTypes.CAMPAIGNS, recorded.activity().campaignId())),
                rule(
                        "every event has its activity",
                        tx.rows(database.events).all(),
                        recorded -> tx.rows(database.activities).get(recorded.activityId()) != null),
                rule(
                        "every statistic has its campaign",
                        tx.rows(database.stats).entries().keySet(),
                        day -> exists(tx, RecordTypes.CAMPAIGNS, day.campaignId())),
                rule("every lead has its contact", leads, lead -> exists(tx, RecordTypes.CONTACTS, lead.contactId())),
                rule(
                        "every lead of a campaign has that campaign",
                        leads,
                        lead -> lead.campaignId() == null || exists(tx, RecordTypes.CAMPAIGNS, lead.campaignId())),
                rule("every sequence run has its lead", runs, run -> exists(tx, RecordTypes.LEADS, run.leadId())),
                rule("every paused sequence run says why", runs, SequenceRun::saysWhyItIsPaused));
    }

    private <I extends Id, R extends Record & Entity<I>> List<R> records(MemoryTx tx, RecordType<I, R> type) {
        return database.store(type).living(tx).toList();
    }

    private <I extends Id, R extends Record & Entity<I>> boolean exists(
            MemoryTx tx, RecordType<I, R> type, @Nullable I id) {
        return id != null && database.store(type).any(tx, id).isPresent();
    }

    private static <T> IntegrityRule rule(String rule, Collection<T> rows, Predicate<T> holds) {
        return new IntegrityRule(
                rule, rows.size(), rows.stream().filter(holds.negate()).count());
    }
}
