package io.aicmo.port;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.AutomationStep;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.Note;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.shared.ApiKeyId;
import io.aicmo.domain.shared.AutomationStepId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.FormTokenId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.NoteId;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.ApiKey;
import io.aicmo.domain.tenant.FormToken;
import io.aicmo.domain.tenant.WebhookSource;
import io.aicmo.domain.tenant.Workspace;
import java.util.List;

/** Every record type. To add one: its record in the core, its table in a migration, its line here. */
public final class RecordTypes {
    public static final RecordType<WorkspaceId, Workspace> WORKSPACES = RecordType.<WorkspaceId, Workspace>of(
                    "workspace", "workspaces", "workspaces", Workspace.class)
            .unique("slug");

    public static final RecordType<CampaignId, Campaign> CAMPAIGNS = RecordType.<CampaignId, Campaign>of(
                    "campaign", "campaigns", "cmo_campaigns", Campaign.class)
            .references("workspaceId", WORKSPACES)
            .unique("name", "workspaceId")
            .filteredBy("workspaceId", "status", "name")
            .sortedBy("name");

    public static final RecordType<ContactId, Contact> CONTACTS = RecordType.<ContactId, Contact>of(
                    "contact", "contacts", "crm_contacts", Contact.class)
            .unique("email")
            .filteredBy("email", "phone", "company")
            .searchedByContact("id");

    public static final RecordType<LeadId, Lead> LEADS = RecordType.<LeadId, Lead>of(
                    "lead", "leads", "crm_leads", Lead.class)
            .references("contactId", CONTACTS)
            .references("workspaceId", WORKSPACES)
            .references("campaignId", CAMPAIGNS)
            .unique("contactId", "campaignId")
            .filteredBy("contactId", "workspaceId", "campaignId", "ownerId", "status")
            .sortedBy("score", "lastContactAt")
            .searchedByContact("contactId");

    public static final RecordType<NoteId, Note> NOTES = RecordType.<NoteId, Note>of(
                    "note", "notes", "notes", Note.class)
            .references("leadId", LEADS)
            .filteredBy("leadId", "authorId");

    public static final RecordType<SequenceId, Sequence> SEQUENCES = RecordType.<SequenceId, Sequence>of(
                    "sequence", "sequences", "outbound_sequences", Sequence.class)
            .references("workspaceId", WORKSPACES)
            .references("campaignId", CAMPAIGNS)
            .filteredBy("workspaceId", "campaignId")
            .sortedBy("name");

    public static final RecordType<SequenceRunId, SequenceRun> SEQUENCE_RUNS =
            RecordType.<SequenceRunId, SequenceRun>of(
                            "sequence_run", "sequence-runs", "outbound_sequence_runs", SequenceRun.class)
                    .references("sequenceId", SEQUENCES)
                    .references("leadId", LEADS)
                    .references("contactId", CONTACTS)
                    .filteredBy("sequenceId", "leadId", "status");

    public static final RecordType<AutomationStepId, AutomationStep> AUTOMATION_STEPS =
            RecordType.<AutomationStepId, AutomationStep>of(
                            "automation_step", "automation-steps", "automation_steps", AutomationStep.class)
                    .references("workspaceId", WORKSPACES)
                    .references("campaignId", CAMPAIGNS)
                    .unique("position", "campaignId")
                    .filteredBy("workspaceId", "campaignId", "kind")
                    .sortedBy("position");

    public static final RecordType<ApiKeyId, ApiKey> API_KEYS =
            RecordType.<ApiKeyId, ApiKey>of("api_key", "api-keys", "api_keys", ApiKey.class);

    public static final RecordType<FormTokenId, FormToken> FORM_TOKENS = RecordType.<FormTokenId, FormToken>of(
                    "form_token", "form-tokens", "form_tokens", FormToken.class)
            .references("workspaceId", WORKSPACES)
            .references("campaignId", CAMPAIGNS)
            .filteredBy("workspaceId", "campaignId");

    public static final RecordType<WebhookSourceId, WebhookSource> WEBHOOK_SOURCES =
            RecordType.<WebhookSourceId, WebhookSource>of(
                            "webhook_source", "webhook-sources", "webhook_sources", WebhookSource.class)
                    .references("campaignId", CAMPAIGNS)
                    .filteredBy("provider", "campaignId");

    /** All of them, each after those that it references. */
    public static final List<RecordType<?, ?>> ALL = List.of(
            WORKSPACES,
            CAMPAIGNS,
            CONTACTS,
            LEADS,
            NOTES,
            SEQUENCES,
            SEQUENCE_RUNS,
            AUTOMATION_STEPS,
            API_KEYS,
            FORM_TOKENS,
            WEBHOOK_SOURCES);

    private RecordTypes() {}
}
