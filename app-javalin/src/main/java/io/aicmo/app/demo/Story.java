package io.aicmo.app.demo;

import io.aicmo.app.demo.Api.Answer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Tells the story to a server and shows what came of it. */
final class Story {
    private static final String TWILIO_TOKEN = "the-auth-token-of-the-demonstration";

    private final Api api;
    private final Teller teller;
    private final InstantSource clock;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, JsonNode> sources = new HashMap<>();
    private final Table refused = new Table("sent as", "refused because");
    private final KeyPair sendGridKey = ecKey();
    private String apiKey = "";

    Story(Api api, PrintWriter out, InstantSource clock) {
        this.api = api;
        this.teller = new Teller(out);
        this.clock = clock;
    }

    /**
     * Tells it.
     *
     * @param folder where the files of the story are
     * @throws IllegalStateException if the server does something that the story does not expect
     */
    void tell(String bootstrapToken, Path folder) {
        foundCompany(bootstrapToken);
        Marketing marketing = new Marketing(api, teller, clock, folder, apiKey, value("workspace_id"));
        launch(marketing.launched());
        teller.heading("What comes in");
        connectProviders();
        for (Step step : Step.read(folder)) {
            for (int time = 1; time <= step.times(); time++) {
                perform(step, time);
            }
        }
        showWhatCameOfIt();
        marketing.measured();
    }

    private void launch(Marketing.Launched launched) {
        known.put("campaign_id", launched.campaignId());
        known.put("sequence_id", launched.sequenceId());
        known.put("form_token", launched.formToken());
        known.put("unknown_campaign_id", UUID.randomUUID().toString());
    }

    private void foundCompany(String bootstrapToken) {
        Answer tenant = api.post(
                "/v1/tenants",
                bootstrapToken,
                Map.of("name", "Northwind Coffee", "owner_email", "owner@northwind.example"));
        expect(tenant, 201);
        apiKey = tenant.text("api_key");
        known.put("workspace_id", tenant.text("workspace_id"));
        teller.say("Northwind Coffee signs up", "tenant " + tenant.text("id") + ", with a workspace and an API key");
    }

    private void connectProviders() {
        source("resend", Map.of());
        source("sendgrid", Map.of("secret", base64(sendGridKey.getPublic().getEncoded())));
        source("twilio", Map.of("secret", TWILIO_TOKEN));
        source("generic", Map.of());
        teller.say(
                "It connects its providers", "Resend, SendGrid, Twilio and its calendar, each with its own signature");
    }

    private void source(String provider, Map<String, String> more) {
        Map<String, String> body = new HashMap<>(more);
        body.put("provider", provider);
        Answer source = api.post("/v1/webhook-sources", apiKey, body);
        expect(source, 201);
        sources.put(provider, source.body());
    }

    private void perform(Step step, int time) {
        String text = new Placeholders(known, clock.instant()).fill(step.text());
        String title = time == 1 ? step.say() : "… and the same again";
        switch (step.as()) {
            case "form" -> submitForm(title, Api.bytes(text));
            case "lead" -> writeDown(title, Api.bytes(text));
            default -> deliver(step, title, Api.bytes(text.strip()));
        }
    }

    private void submitForm(String title, byte[] body) {
        Answer answer = api.send(
                "/functions/v1/landing-form-submit",
                Map.of("X-Form-Token", value("form_token"), "Content-Type", "application/json"),
                body);
        expect(answer, 201, 200);
        boolean created = answer.body().path("created").asBoolean();
        teller.say(title, created ? "a new contact and a new lead" : "the lead is known, nothing is made twice");
        if (created) {
            known.put("lead_id", answer.text("lead_id"));
            enroll(value("lead_id"));
            teller.say("She enters the follow-up sequence", "its run is active");
        }
    }

    private void writeDown(String title, byte[] body) {
        Answer answer = api.send(
                "/v1/leads/upsert",
                Map.of("Authorization", "Bearer " + apiKey, "Content-Type", "application/json"),
                body);
        expect(answer, 201);
        enroll(answer.text("lead_id"));
        teller.say(title, "a lead, in the follow-up sequence");
    }

    private void enroll(String leadId) {
        Answer run = api.post("/v1/sequences/" + value("sequence_id") + "/enroll", apiKey, Map.of("lead_id", leadId));
        expect(run, 201);
    }

    private void deliver(Step step, String title, byte[] body) {
        JsonNode source = sourceOf(step.as());
        String path = "/functions/v1/" + step.channel() + "-webhook?source="
                + source.path("id").asString();
        String url = source.path("url").asString().replaceAll("/functions/.*", "") + path;
        Answer answer = api.send(path, signed(step, url, source.path("secret").asString(), body), body);
        expect(answer, 200);
        List<JsonNode> rejected = StreamSupport.stream(
                        answer.body().path("rejected").spliterator(), false)
                .toList();
        teller.say(
                title,
                answer.body().path("accepted").asInt() + " accepted, "
                        + answer.body().path("duplicates").asInt() + " seen before, " + rejected.size() + " refused");
        rejected.forEach(rejection ->
                refused.row(step.file().getFileName(), rejection.path("detail").asString()));
    }

    private Map<String, String> signed(Step step, String url, String secret, byte[] body) {
        String id = "msg_" + step.file().getFileName();
        Instant now = clock.instant();
        return switch (step.as()) {
            case "resend" -> Signature.standardWebhooks("svix", id, now, secret, body);
            case "sendgrid" -> Signature.sendGrid(now, sendGridKey.getPrivate(), body);
            case "twilio" -> Signature.twilio(url, TWILIO_TOKEN, body);
            case "generic" -> Signature.standardWebhooks("webhook", id, now, secret, body);
            default -> throw new IllegalStateException("the story knows no sender " + step.as());
        };
    }

    private void showWhatCameOfIt() {
        showUnsigned();
        scoreAgain();
        showTimeline();
        showLead();
        showStats();
        teller.heading("What was refused, and why");
        teller.show(refused);
        showIntegrity();
    }

    private void showUnsigned() {
        byte[] body = Api.bytes("{\"events\": []}");
        Answer answer = api.send(
                "/functions/v1/email-webhook?source="
                        + sourceOf("generic").path("id").asString(),
                Map.of("Content-Type", "application/json"),
                body);
        expect(answer, 401);
        teller.say("Somebody sends events without a signature", "401, nothing is stored");
        refused.row("(unsigned)", answer.text("detail"));
    }

    private void scoreAgain() {
        Answer asked = api.post("/functions/v1/auto-score-lead", apiKey, Map.of("lead_id", value("lead_id")));
        expect(asked, 202);
        JsonNode job = api.done(asked.text("job_id"), apiKey);
        teller.say(
                "Ada is scored by all that she did",
                job.path("status").asString() + ": "
                        + job.path("result").path("score").asInt() + " of 100, route "
                        + job.path("result").path("route").asString());
    }

    private void showTimeline() {
        teller.heading("The lead's timeline, newest first");
        Table table = new Table("when (UTC)", "channel", "what", "subject, text or link");
        for (JsonNode entry :
                get("/v1/leads/" + value("lead_id") + "/timeline?limit=100").path("data")) {
            JsonNode meta = entry.path("meta");
            String about = List.of("subject", "text", "link", "url", "page", "reason").stream()
                    .map(key -> meta.path(key).asString(""))
                    .filter(word -> !word.isEmpty())
                    .findFirst()
                    .orElse("");
            table.row(
                    entry.path("occurred_at").asString().replace("T", " ").replaceAll("(\\.\\d+)?Z$", ""),
                    entry.path("channel").asString(),
                    entry.path("type").asString(),
                    about);
        }
        teller.show(table);
    }

    private void showLead() {
        JsonNode lead = get("/v1/leads/" + value("lead_id"));
        JsonNode runs = get("/v1/leads/" + value("lead_id") + "/sequence-runs").path("data");
        teller.heading("The lead");
        Table table = new Table("status", "score", "sequence", "because");
        for (JsonNode run : runs) {
            table.row(
                    lead.path("status").asString(),
                    lead.path("score").asInt(),
                    run.path("status").asString(),
                    run.path("paused_reason").asString("–"));
        }
        teller.show(table);
        List<String> reasons = new ArrayList<>();
        lead.path("score_reasons").forEach(reason -> reasons.add(reason.asString()));
        teller.remark("score: " + String.join(", ", reasons));
    }

    private void showStats() {
        teller.heading("The campaign, day by day");
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Table table =
                new Table("day", "channel", "sends", "deliveries", "opens", "clicks", "replies", "bounces", "meetings");
        for (JsonNode row : get("/v1/campaigns/" + value("campaign_id") + "/stats?from=" + today.minusDays(14) + "&to="
                        + today)
                .path("data")) {
            table.row(
                    row.path("day").asString(),
                    row.path("channel").asString(),
                    row.path("sends").asLong(),
                    row.path("deliveries").asLong(),
                    row.path("opens").asLong(),
                    row.path("clicks").asLong(),
                    row.path("replies").asLong(),
                    row.path("bounces").asLong(),
                    row.path("meetings_booked").asLong());
        }
        teller.show(table);
        Answer rebuilt = api.post("/v1/campaigns/" + value("campaign_id") + "/stats/rebuild", apiKey, Map.of());
        expect(rebuilt, 200);
        teller.remark("Counted again from the events: "
                + rebuilt.body().path("differences").size() + " differences.");
    }

    private void showIntegrity() {
        JsonNode report = get("/v1/integrity");
        teller.heading("No orphaned data");
        Table table = new Table("rule", "checked", "broken");
        report.path("rules")
                .forEach(rule -> table.row(
                        rule.path("rule").asString(),
                        rule.path("checked").asLong(),
                        rule.path("broken").asLong()));
        teller.show(table);
        if (report.path("broken").asLong() != 0) {
            throw new IllegalStateException("the integrity report found broken rules");
        }
    }

    private JsonNode get(String path) {
        Answer answer = api.get(path, apiKey);
        expect(answer, 200);
        return answer.body();
    }

    private JsonNode sourceOf(String provider) {
        JsonNode source = sources.get(provider);
        if (source == null) {
            throw new IllegalStateException("the story knows no sender " + provider);
        }
        return source;
    }

    private String value(String name) {
        String value = known.get(name);
        if (value == null) {
            throw new IllegalStateException("the story has no " + name + " yet");
        }
        return value;
    }

    private static void expect(Answer answer, int... statuses) {
        answer.expect(statuses);
    }

    private static KeyPair ecKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
