package io.aicmo.http.crm;

import io.aicmo.application.crm.ChangeLead;
import io.aicmo.application.crm.CreateLead;
import io.aicmo.application.crm.RequestLeadScore;
import io.aicmo.application.crm.UpsertLead;
import io.aicmo.application.crm.WakeRuns;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadScore;
import io.aicmo.domain.crm.LeadScoring;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.LeadScoreId;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.ListOf;
import io.aicmo.http.Listing;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.LeadStore;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Leads: upserted, made, changed, scored, and what happened to them. */
public final class LeadRoutes {
    private final Hexagon hexagon;
    private final UpsertLead upsertLead;
    private final CreateLead createLead;
    private final ChangeLead changeLead;
    private final RequestLeadScore requestLeadScore;
    private final WakeRuns wakeRuns;

    public LeadRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.upsertLead = new UpsertLead(
                hexagon.transactions(), hexagon.records(), hexagon.leads(), hexagon.ids(), hexagon.clock());
        this.createLead = new CreateLead(
                hexagon.transactions(), hexagon.records(), hexagon.tenants(), hexagon.ids(), hexagon.clock());
        this.changeLead = new ChangeLead(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.tenants(),
                new SpineRules(hexagon.channels()),
                hexagon.spine(),
                hexagon.ids(),
                hexagon.clock());
        this.requestLeadScore = new RequestLeadScore(
                hexagon.transactions(), hexagon.records(), hexagon.jobs(), hexagon.ids(), hexagon.clock());
        this.wakeRuns = new WakeRuns(hexagon.records(), hexagon.jobs(), hexagon.ids(), hexagon.clock());
    }

    /** A person, and the campaign whose lead the person is to be. */
    record LeadUpsert(
            EmailAddress email,
            @Nullable @Size(max = 200) String firstName,
            @Nullable @Size(max = 200) String lastName,
            @Nullable PhoneNumber phone,
            @Nullable @Size(max = 200) String company,
            @Nullable @Size(max = 200) String title,
            @Nullable @Size(max = 200) String location,
            @Nullable Map<String, Object> attributes,
            @Nullable CampaignId campaignId,
            @Nullable WorkspaceId workspaceId,
            @Nullable @Size(max = 200) String source) {
        UpsertLead.Command command() {
            return new UpsertLead.Command(
                    new Contact.Profile(
                            email,
                            phone,
                            firstName,
                            lastName,
                            company,
                            title,
                            location,
                            Objects.requireNonNullElse(attributes, Map.of())),
                    campaignId,
                    workspaceId,
                    source);
        }
    }

    /** What an upsert found or made. */
    record LeadUpserted(ContactId contactId, LeadId leadId, boolean created) {
        static LeadUpserted of(LeadStore.Upserted upserted) {
            return new LeadUpserted(upserted.contactId(), upserted.leadId(), upserted.created());
        }
    }

    /** Asks for a lead of a contact. */
    record NewLead(
            ContactId contactId,
            @Nullable CampaignId campaignId,
            @Nullable WorkspaceId workspaceId,
            @Nullable UserId ownerId,
            @Nullable BigDecimal budgetMin,
            @Nullable @Size(min = 3, max = 3) String budgetCurrency,
            @Nullable @Size(max = 200) String source) {
        CreateLead.Command command() {
            return new CreateLead.Command(
                    contactId, campaignId, workspaceId, ownerId, budgetMin, budgetCurrency, source);
        }
    }

    /** What may be changed about a lead. */
    record LeadChange(
            LeadStatus status,
            @Nullable UserId ownerId,
            @Nullable BigDecimal budgetMin,
            @Nullable @Size(min = 3, max = 3) String budgetCurrency,
            @Nullable @Size(max = 200) String source) {
        static LeadChange of(Lead.Edit edit) {
            return new LeadChange(
                    edit.status(), edit.ownerId(), edit.budgetMin(), edit.budgetCurrency(), edit.source());
        }

        Lead.Edit edit() {
            return new Lead.Edit(status, ownerId, budgetMin, budgetCurrency, source);
        }
    }

    /** A lead. */
    record LeadView(
            LeadId id,
            ContactId contactId,
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            @Nullable UserId ownerId,
            LeadStatus status,
            int score,
            List<String> scoreReasons,
            @Nullable BigDecimal budgetMin,
            @Nullable String budgetCurrency,
            @Nullable String source,
            @Nullable Instant lastContactAt,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static LeadView of(Lead lead) {
            return new LeadView(
                    lead.id(),
                    lead.contactId(),
                    lead.workspaceId(),
                    lead.campaignId(),
                    lead.ownerId(),
                    lead.status(),
                    lead.score(),
                    lead.scoreReasons(),
                    lead.budgetMin(),
                    lead.budgetCurrency(),
                    lead.source(),
                    lead.lastContactAt(),
                    lead.createdAt(),
                    lead.updatedAt(),
                    lead.version());
        }
    }

    /** An entry of a lead's score history. */
    record LeadScoreView(LeadScoreId id, int score, List<LeadScoring.Reason> reasons, Instant scoredAt) {
        static LeadScoreView of(LeadScore score) {
            return new LeadScoreView(score.id(), score.score(), score.reasons(), score.scoredAt());
        }
    }

    /** Asks for a lead to be scored. */
    record LeadToScore(LeadId leadId) {}

    /** Work that was taken on; {@code GET /v1/jobs/{id}} says what becomes of it. */
    record JobTaken(JobId jobId) {}

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(leads().routes());
        routes.add(Route.post("/v1/leads/upsert")
                .may(Permission.LEADS_WRITE)
                .says("Finds or makes a person and the person's lead in a campaign.")
                .takes(LeadUpsert.class)
                .answers(201, LeadUpserted.class)
                .answers(200, LeadUpserted.class)
                .by(this::upsert));
        routes.add(Route.post("/functions/v1/crm-upsert-contact-and-lead")
                .may(Permission.LEADS_WRITE)
                .asFunction("sync", "Finds or makes a person and the person's lead in a campaign.")
                .takes(LeadUpsert.class)
                .answers(201, LeadUpserted.class)
                .answers(200, LeadUpserted.class)
                .by(this::upsert));
        routes.add(Route.post("/functions/v1/auto-score-lead")
                .may(Permission.LEADS_WRITE)
                .asFunction("async", "Scores a lead with reasons.")
                .takes(LeadToScore.class)
                .answers(202, JobTaken.class)
                .by(this::score));
        routes.add(Route.get("/v1/leads/{id}/timeline")
                .may(Permission.LEADS_READ)
                .says("Shows what happened to a lead, the latest first.")
                .with(Listing.LIMIT, Listing.CURSOR)
                .answers(200, ListOf.class, Timelines.TimelineEntry.class)
                .by(this::timeline));
        routes.add(Route.get("/v1/leads/{id}/scores")
                .may(Permission.LEADS_READ)
                .says("Shows how a lead's score came about, the latest first.")
                .answers(200, ListOf.class, LeadScoreView.class)
                .by(this::scores));
        return routes;
    }

    private Resource<LeadId, Lead, LeadView> leads() {
        return Resource.of(hexagon, RecordTypes.LEADS, LeadId.class, LeadView.class, LeadView::of)
                .readable(Permission.LEADS_READ)
                .creatable(
                        Permission.LEADS_WRITE,
                        NewLead.class,
                        (actor, draft) -> createLead.handle(actor, draft.command()))
                .changeable(
                        Permission.LEADS_WRITE,
                        LeadChange.class,
                        (actor, id, version, edit) -> changeLead.handle(
                                actor,
                                id,
                                version,
                                now -> edit.apply(LeadChange.of(now)).edit()))
                .deletable(Permission.LEADS_WRITE, Permission.LEADS_WRITE_ALL, changeLead::delete, wakeRuns::ofLead);
    }

    private Answer upsert(Call call, LeadUpsert body) {
        LeadUpserted upserted = LeadUpserted.of(upsertLead.handle(call.actor(), body.command()));
        return upserted.created ? Answer.created("/v1/leads/" + upserted.leadId, upserted) : Answer.ok(upserted);
    }

    private Answer score(Call call, LeadToScore body) {
        JobId job = requestLeadScore.handle(call.actor(), body.leadId);
        return Answer.of(202, new JobTaken(job)).header("Location", "/v1/jobs/" + job);
    }

    private Answer timeline(Call call) {
        LeadId id = call.id(LeadId.class);
        return hexagon.transactions().read(call.actor(), tx -> {
            boolean restricted = !tx.actor().workspaces().isEmpty();
            if (restricted) {
                enter(tx, id);
            }
            ListOf<Timelines.TimelineEntry> page =
                    Timelines.page(call, id, (after, limit) -> hexagon.spine().timeline(tx, id, after, limit));
            if (page.data().isEmpty() && !restricted) {
                enter(tx, id);
            }
            return Answer.ok(page);
        });
    }

    private Answer scores(Call call) {
        LeadId id = call.id(LeadId.class);
        return hexagon.transactions().read(call.actor(), tx -> {
            enter(tx, id);
            return Answer.ok(new ListOf<>(
                    hexagon.leads().scores(tx, id).stream()
                            .map(LeadScoreView::of)
                            .toList(),
                    null));
        });
    }

    private void enter(Tx tx, LeadId id) {
        tx.actor()
                .checkWorkspace(
                        hexagon.records().of(RecordTypes.LEADS).get(tx, id).workspaceId());
    }
}
