package io.aicmo.application.workflow;

import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.workflow.Facts;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What conditions look at, as it is now. */
final class LeadFacts {
    private final Records records;

    LeadFacts(Records records) {
        this.records = records;
    }

    /** Whom an event is about, or null. */
    static @Nullable LeadId lead(Map<String, Object> event) {
        return event.get("lead_id") instanceof String id ? new LeadId(UUID.fromString(id)) : null;
    }

    Facts of(Tx tx, Map<String, Object> event, @Nullable LeadId lead) {
        Map<String, Object> known = lead == null
                ? Map.of()
                : records.of(RecordTypes.LEADS)
                        .find(tx, lead)
                        .map(LeadFacts::of)
                        .orElse(Map.of());
        return new Facts(event, known);
    }

    private static Map<String, Object> of(Lead lead) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("id", lead.id());
        facts.put("status", lead.status().word());
        facts.put("score", lead.score());
        facts.put("workspace_id", lead.workspaceId());
        put(facts, "campaign_id", lead.campaignId());
        put(facts, "owner_id", lead.ownerId());
        put(facts, "source", lead.source());
        put(facts, "budget_min", lead.budgetMin());
        put(facts, "budget_currency", lead.budgetCurrency());
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
