package io.aicmo.http.crm;

import io.aicmo.application.crm.ScoreLead;
import io.aicmo.application.crm.SubmitLandingForm;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Violation;
import io.aicmo.http.Access;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Route;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Landing pages' forms. */
public final class FormRoutes {
    private final Hexagon hexagon;
    private final SubmitLandingForm submitLandingForm;

    public FormRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.submitLandingForm = new SubmitLandingForm(
                hexagon.transactions(),
                hexagon.leads(),
                new SpineRules(hexagon.channels()),
                hexagon.spine(),
                new ScoreLead(
                        hexagon.transactions(), hexagon.records(), hexagon.leads(), hexagon.ids(), hexagon.clock()),
                hexagon.ids(),
                hexagon.clock());
    }

    /**
     * A form as a person filled it in.
     *
     * @param consent {@code true} or {@code false} for e-mail, or an object that says it by channel
     * @param fields what else the form asks
     * @param submissionId the page's own id of this submission: the same again changes nothing
     */
    record FormSubmission(
            EmailAddress email,
            @Nullable @Size(max = 200) String firstName,
            @Nullable @Size(max = 200) String lastName,
            @Nullable PhoneNumber phone,
            @Nullable @Size(max = 200) String company,
            @Nullable @Size(max = 200) String title,
            @Nullable @Size(max = 200) String location,
            @Nullable @Size(max = 10_000) String message,
            @Nullable JsonNode consent,
            @Nullable Map<String, Object> utm,
            @Nullable @Size(max = 2_000) String page,
            @Nullable Map<String, Object> fields,
            @Nullable @Size(max = 200) String source,
            @Nullable @Size(min = 1, max = 200) String submissionId) {

        Contact.Profile profile() {
            return new Contact.Profile(email, phone, firstName, lastName, company, title, location, Map.of());
        }

        Map<String, Object> meta() {
            Map<String, Object> meta = new LinkedHashMap<>();
            put(meta, "page", page);
            put(meta, "utm", utm);
            put(meta, "message", message);
            put(meta, "fields", fields);
            return meta;
        }

        private static void put(Map<String, Object> meta, String name, @Nullable Object value) {
            if (value != null) {
                meta.put(name, value);
            }
        }
    }

    public List<Route> routes() {
        return List.of(Route.post("/functions/v1/landing-form-submit")
                .may(new Access.Form())
                .asFunction("hook", "Takes in a landing page's form: person, lead, timeline, consent, score, owner.")
                .takes(FormSubmission.class)
                .answers(201, LeadRoutes.LeadUpserted.class)
                .by(this::submit));
    }

    private Answer submit(Call call, FormSubmission body) {
        SubmitLandingForm.Command command = new SubmitLandingForm.Command(
                body.profile(), body.submissionId, consent(body.consent), source(body), body.meta());
        return Answer.of(201, LeadRoutes.LeadUpserted.of(submitLandingForm.handle(call.actor(), call.form(), command)));
    }

    private static String source(FormSubmission body) {
        return body.source == null ? Channels.LANDING_PAGE.name() : body.source;
    }

    private Map<String, Boolean> consent(@Nullable JsonNode said) {
        if (said == null || said.isNull()) {
            return Map.of();
        }
        if (said.isBoolean()) {
            return Map.of(Channels.EMAIL.name(), said.booleanValue());
        }
        if (!said.isObject()) {
            throw wrong("consent");
        }
        Map<String, Boolean> byChannel = new LinkedHashMap<>();
        List<Violation> violations = new ArrayList<>();
        said.forEachEntry((channel, agreed) -> {
            if (!agreed.isBoolean() || !hexagon.channels().channels().contains(channel)) {
                violations.addAll(wrong("consent/" + channel).violations());
            } else {
                byChannel.put(channel, agreed.booleanValue());
            }
        });
        if (!violations.isEmpty()) {
            throw Rejected.all(violations);
        }
        return byChannel;
    }

    private Rejected wrong(String field) {
        return Rejected.field(
                field,
                "form.consent_invalid",
                "consent must be true, false, or an object with true or false for channels among "
                        + String.join(", ", hexagon.channels().channels()));
    }
}
