package io.aicmo.providers.docusign;

import io.aicmo.domain.crm.Party;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.port.webhook.WebhookProvider.Heading;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.payload.EventDraft;
import io.aicmo.providers.payload.Fields;
import io.aicmo.providers.payload.Items;
import io.aicmo.providers.payload.Json;
import io.aicmo.providers.payload.Meta;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What DocuSign's events of an envelope mean to each of its signers; a Connect configuration must include the recipients
 * in what it sends. Not listed, and so ignored: events of single recipients, which those of the envelope sum up, and what
 * only tells that a mail was opened.
 *
 * @see <a href="https://developers.docusign.com/platform/webhooks/connect/json-sim-event-model/">The JSON event model</a>
 */
final class DocuSignEnvelope {
    /**
     * @param time the field of a signer, else of the envelope, that says when it was
     * @param onlyWho the status of the signers whom it concerns, or the empty text for all
     */
    private record Meaning(String activityType, List<String> time, String onlyWho) {}

    private static final Map<String, Meaning> MEANINGS = Map.of(
            "envelope-sent", new Meaning("contract_sent", List.of("sentDateTime"), ""),
            "envelope-completed", new Meaning("contract_signed", List.of("signedDateTime", "completedDateTime"), ""),
            "envelope-declined", new Meaning("contract_declined", List.of("declinedDateTime"), "declined"));

    private final Meaning meaning;
    private final Fields body;
    private final Fields envelope;

    private DocuSignEnvelope(Meaning meaning, JsonNode body) {
        this.meaning = meaning;
        this.body = Fields.of(body);
        this.envelope = this.body.object("data").object("envelopeSummary");
    }

    static List<Item> items(WebhookRequest request, Heading heading, Instant now) {
        Meaning meaning = MEANINGS.get(heading.type());
        if (meaning == null) {
            return List.of(new Item.Ignored(heading.type()));
        }
        JsonNode body = Json.read(request.body());
        JsonNode signers =
                body.path("data").path("envelopeSummary").path("recipients").path("signers");
        return Items.readAll(signers, signer -> new DocuSignEnvelope(meaning, body).item(signer, now));
    }

    private Item item(Fields signer, Instant now) {
        EmailAddress email = signer.email("email");
        boolean concerned = meaning.onlyWho.isEmpty() || meaning.onlyWho.equals(signer.text("status"));
        if (email == null || !concerned) {
            return new Item.Ignored(meaning.activityType);
        }
        String id = body.object("data").requiredText("envelopeId");
        return new EventDraft(
                        "crm",
                        meaning.activityType,
                        DocuSign.NAME,
                        id + ":" + meaning.activityType + ":" + email.value(),
                        at(signer, now))
                .of(Party.email(email))
                .with(new Meta().text("subject", envelope.text("emailSubject")).text("envelope_id", id))
                .told();
    }

    private Instant at(Fields signer, Instant now) {
        return Stream.of(signer, envelope)
                .flatMap(fields -> meaning.time.stream().map(fields::time))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> Objects.requireNonNullElse(body.time("generatedDateTime"), now));
    }
}
