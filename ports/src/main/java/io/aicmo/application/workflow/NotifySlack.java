package io.aicmo.application.workflow;

import io.aicmo.application.messaging.Messaging;
import io.aicmo.application.messaging.SendMessage;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.messaging.Recipient;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.workflow.Facts;
import io.aicmo.domain.workflow.WorkflowExecution;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import io.aicmo.port.messaging.Templates;
import io.aicmo.port.workflow.WorkflowAction;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A workflow tells the team something: the message is in the outbox with the step, and goes out as all of them do. */
public final class NotifySlack implements WorkflowAction {
    private static final String TEXT = "text";

    private final SendMessage sendMessage;
    private final Templates templates;
    private final Records records;
    private final LeadFacts facts;

    public NotifySlack(Messaging messaging) {
        this.sendMessage = new SendMessage(messaging);
        this.templates = messaging.templates();
        this.records = messaging.records();
        this.facts = new LeadFacts(messaging.records());
    }

    @Override
    public String name() {
        return "notify_slack";
    }

    @Override
    public String purpose() {
        return "Tells the team input.text on Slack; it may name {{event.…}}, {{lead.…}} and whatever mails may name.";
    }

    @Override
    public void check(Map<String, Object> input) {
        WorkflowAction.text(input, TEXT);
    }

    @Override
    public String carryOut(Tx tx, WorkflowExecution execution, Map<String, Object> input) {
        String text = worded(tx, facts.of(tx, execution.event(), execution.leadId()), input);
        return "message "
                + sendMessage
                        .tell(tx.actor().within(tx), execution.workspaceId(), text)
                        .outboundMessageId();
    }

    @Override
    public String would(Tx tx, Facts known, Map<String, Object> input) {
        return "tells the team on Slack: " + worded(tx, known, input);
    }

    private String worded(Tx tx, Facts known, Map<String, Object> input) {
        Map<String, Object> values = new HashMap<>(person(tx, known));
        values.put("event", known.event());
        values.put("lead", known.lead());
        return templates.fill(WorkflowAction.text(input, TEXT), plain(values), Templates.Form.TEXT);
    }

    private Map<String, Object> person(Tx tx, Facts known) {
        LeadId id = LeadFacts.lead(known.event());
        Lead lead =
                id == null ? null : records.of(RecordTypes.LEADS).find(tx, id).orElse(null);
        Contact contact = lead == null
                ? null
                : records.of(RecordTypes.CONTACTS).find(tx, lead.contactId()).orElse(null);
        return lead == null || contact == null
                ? Map.of()
                : new Recipient(contact, lead).variables(campaign(tx, lead.campaignId()));
    }

    private @Nullable Campaign campaign(Tx tx, @Nullable CampaignId id) {
        return id == null
                ? null
                : records.of(RecordTypes.CAMPAIGNS).find(tx, id).orElse(null);
    }

    /** What people say of themselves mentions nobody and links nowhere: these three are all that Slack looks for. */
    private static Map<String, Object> plain(Map<?, ?> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(entry -> String.valueOf(entry.getKey()), entry -> plain(entry.getValue())));
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> map -> plain(map);
            case Boolean flag -> flag;
            default ->
                String.valueOf(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        };
    }
}
