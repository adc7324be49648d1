package io.aicmo.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A tenant with one of everything, made over HTTP where that can be done. */
public final class Firm {
    private final Api api;
    private final String name;
    private final Map<String, String> ids = new HashMap<>();
    private final String ownerKey;
    private final String formToken;
    private final String webhookSecret;

    Firm(Api api, String name, String timeZone) {
        this.api = api;
        this.name = name;
        Reply tenant = api.bearer(api.bootstrapToken())
                .post(
                        "/v1/tenants",
                        json(
                                "{'name': '%s', 'owner_email': 'owner@%s.example.com', 'time_zone': '%s'}",
                                name, name, timeZone))
                .is(201);
        ownerKey = tenant.textAt("/api_key");
        ids.put("tenant", tenant.textAt("/id"));
        ids.put("workspace", tenant.textAt("/workspace_id"));
        ids.put("direct_campaign", tenant.textAt("/direct_campaign_id"));
        ids.put("user", tenant.textAt("/owner_user_id"));
        ids.put("owner", tenant.textAt("/owner_user_id"));
        ids.put("author", tenant.textAt("/owner_user_id"));
        make(
                "campaign",
                "/v1/campaigns",
                "{'workspace_id': '%s', 'name': 'Spring %s', 'channels': ['email', 'sms']}",
                id("workspace"),
                name);
        marketing();
        make("contact", "/v1/contacts", "{'email': 'ada@%s.example.com', 'first_name': 'Ada%s'}", name, name);
        make("lead", "/v1/leads", "{'contact_id': '%s', 'campaign_id': '%s'}", id("contact"), id("campaign"));
        make("note", "/v1/notes", "{'lead_id': '%s', 'body': 'Note of %s'}", id("lead"), name);
        make(
                "sequence",
                "/v1/sequences",
                "{'workspace_id': '%s', 'campaign_id': '%s', 'name': 'Welcome %s',"
                        + " 'steps': [{'channel': 'email', 'delay_hours': 0, 'subject': 'Hello', 'body': 'Hi'}]}",
                id("workspace"),
                id("campaign"),
                name);
        ids.put(
                "sequence_run",
                owner().post("/v1/sequences/" + id("sequence") + "/enroll", json("{'lead_id': '%s'}", id("lead")))
                        .is(201)
                        .textAt("/run_id"));
        ids.put(
                "outbound_message",
                owner().post(
                                "/functions/v1/send-email",
                                json(
                                        "{'lead_id': '%s', 'subject': 'Hello %s', 'body': 'Leave:"
                                                + " {{unsubscribe_url}}'}",
                                        id("lead"), name))
                        .is(202)
                        .textAt("/outbound_message_id"));
        make(
                "channel_connection",
                "/v1/channel-connections",
                "{'channel': 'email', 'provider': 'smtp', 'name': 'Of %s', 'sender': 'sales@%s.example.com',"
                        + " 'settings': {'host': 'mail.example.com'}, 'enabled': false,"
                        + " 'credentials': {'username': 'u', 'password': 'secret-of-%s'}}",
                name,
                name,
                name);
        make("sending_policy", "/v1/sending-policies", "{'workspace_id': '%s'}", id("workspace"));
        make(
                "suppression",
                "/v1/suppressions",
                "{'address': 'nobody@%s.example.com', 'channel': 'email', 'reason': 'asked by phone'}",
                name);
        make(
                "automation_step",
                "/v1/automation-steps",
                "{'campaign_id': '%s', 'position': 0, 'kind': 'wait', 'name': 'Wait %s'}",
                id("campaign"),
                name);
        make(
                "metrics_snapshot",
                "/v1/metrics-snapshots",
                "{'campaign_id': '%s', 'channel': 'email', 'day': '2020-02-03', 'source': '%s', 'clicks': 1,"
                        + " 'spend': 1, 'revenue': 2, 'currency': 'EUR'}",
                id("campaign"),
                name);
        make("weekly_summary", "/functions/v1/cmo-summarize-weekly", "{'week': '2020-W06'}");
        make(
                "recommendation",
                "/v1/recommendations",
                "{'workspace_id': '%s', 'campaign_id': '%s', 'title': 'Advice for %s', 'action': 'Act', 'rationale':"
                        + " 'Why', 'expected_effect': 'More', 'confidence': 0.5, 'evidence': [{'figure': 'ctr', 'value':"
                        + " 0.1}]}",
                id("workspace"),
                id("campaign"),
                name);
        make(
                "workflow_trigger",
                "/v1/workflow-triggers",
                "{'workspace_id': '%s', 'name': 'Workflow of %s', 'event_type': 'lead.status_changed', 'active': false,"
                        + " 'steps': [{'kind': 'approval'}]}",
                id("workspace"),
                name);
        make(
                "workflow_execution",
                "/v1/workflow-triggers/" + id("workflow_trigger") + "/run",
                "{'lead_id': '%s'}",
                id("lead"));
        make("api_key", "/v1/api-keys", "{'name': 'viewer %s', 'role': 'viewer'}", name);
        formToken = make("form_token", "/v1/form-tokens", "{'workspace_id': '%s'}", id("workspace"))
                .textAt("/token");
        webhookSecret = make(
                        "webhook_source",
                        "/v1/webhook-sources",
                        "{'provider': 'generic', 'campaign_id': '%s'}",
                        id("campaign"))
                .textAt("/secret");
        ids.put("source", id("webhook_source"));
        make(
                "webhook_endpoint",
                "/v1/webhook-endpoints",
                "{'url': 'https://127.0.0.1:1/%s', 'topics': ['none.such'], 'campaign_id': '%s'}",
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""),
                id("campaign"));
        ids.put(
                "webhook_delivery",
                owner().post("/v1/webhook-endpoints/" + id("webhook_endpoint") + "/test")
                        .is(202)
                        .textAt("/delivery_id"));
        ids.put(
                "job",
                owner().post("/functions/v1/auto-score-lead", json("{'lead_id': '%s'}", id("lead")))
                        .is(202)
                        .textAt("/job_id"));
        event("sent").is(201);
        webhook("webhook-receiver", "{\"events\": []}").is(200);
        ids.put(
                "webhook_event",
                owner().get("/v1/webhook-events?limit=1").is(200).textAt("/data/0/id"));
        anAgentRun();
        api.setsAside(id("tenant"), id("workspace")).ifPresent(id -> ids.put("event_set_aside", id));
    }

    /** Where there are agents: one was asked. */
    private void anAgentRun() {
        boolean agents = api.routes().stream().anyMatch(route -> route.path().equals("/functions/v1/cmo-kernel"));
        if (agents) {
            String ask = json(
                    "{'mode': 'brand_intake', 'workspace_id': '%s', 'input': {'message': 'We are %s.'}}",
                    id("workspace"), name);
            Reply answer = owner().post("/functions/v1/cmo-kernel", ask).is(200);
            ids.put("agent_run", answer.textAt("/run_id"));
            ids.put("conversation", answer.textAt("/output/conversation_id"));
        }
    }

    /** One of every marketing object, of its first workspace. */
    private void marketing() {
        String workspace = id("workspace");
        make(
                "brand_profile",
                "/v1/brand-profiles",
                "{'workspace_id': '%s', 'name': 'Brand %s', 'monthly_budget': {'amount': 900.50, 'currency': 'EUR'}}",
                workspace,
                name);
        make(
                "icp_segment",
                "/v1/icp-segments",
                "{'workspace_id': '%s', 'name': 'Segment %s', 'rank': 'primary', 'scores': {'fit': 80}}",
                workspace,
                name);
        ids.put("target_icp", id("icp_segment"));
        make(
                "offer",
                "/v1/offers",
                "{'workspace_id': '%s', 'icp_segment_id': '%s', 'name': 'Offer %s', 'promise': 'Fresh coffee',"
                        + " 'status': 'active'}",
                workspace,
                id("icp_segment"),
                name);
        make(
                "plan",
                "/v1/plans",
                "{'workspace_id': '%s', 'name': 'Plan %s', 'start_date': '2026-01-01'}",
                workspace,
                name);
        make(
                "milestone",
                "/v1/plans/" + id("plan") + "/milestones",
                "{'title': 'Milestone %s', 'due_date': '2026-01-31'}",
                name);
        make("funnel", "/v1/funnels", "{'workspace_id': '%s', 'name': 'Funnel %s'}", workspace, name);
        make(
                "funnel_stage",
                "/v1/funnels/" + id("funnel") + "/stages",
                "{'position': 0, 'name': 'Stage %s', 'goal': 'Reads', 'conversion_target': 12.5}",
                name);
        make(
                "campaign_channel",
                "/v1/campaign-channels",
                "{'campaign_id': '%s', 'channel': 'sms', 'cadence': 'Weekly %s'}",
                id("campaign"),
                name);
        make(
                "content_asset",
                "/v1/content-assets",
                "{'campaign_id': '%s', 'kind': 'email', 'channel': 'email', 'title': 'Asset %s', 'body': 'Hello'}",
                id("campaign"),
                name);
        make(
                "content_variant",
                "/v1/content-assets/" + id("content_asset") + "/variants",
                "{'label': 'B', 'body': 'Hi %s'}",
                name);
        make(
                "calendar_event",
                "/v1/calendar-events",
                "{'workspace_id': '%s', 'kind': 'task', 'title': 'Event %s', 'starts_at': '2026-01-05T09:00:00Z'}",
                workspace,
                name);
    }

    private Reply make(String noun, String path, String body, Object... values) {
        Reply made = owner().post(path, json(body, values)).is(201);
        ids.put(noun, made.textAt("/id"));
        return made;
    }

    /** JSON with single quotes for double ones, and values in place of {@code %s}. */
    public static String json(String text, Object... values) {
        return String.format(text.replace('\'', '"'), values);
    }

    /** The server that it is on. */
    Api api() {
        return api;
    }

    /** A word that only this tenant's data holds. */
    public String name() {
        return name;
    }

    /** The id of its one thing of this noun, for example {@code lead}. */
    public String id(String noun) {
        String id = ids.get(noun);
        if (id == null) {
            throw new IllegalStateException("a firm has no " + noun + "; let it make one");
        }
        return id;
    }

    boolean has(String noun) {
        return ids.containsKey(noun);
    }

    /** Its owner, by API key. */
    public Client owner() {
        return api.bearer(ownerKey);
    }

    public String ownerKey() {
        return ownerKey;
    }

    /** A server with an API key of its own. */
    public Client key(String role, String more) {
        return api.bearer(owner().post("/v1/api-keys", json("{'name': 'k', 'role': '%s'%s}", role, more))
                .is(201)
                .textAt("/api_key"));
    }

    /** A signed-in user of this role. */
    public Client user(String role) {
        return api.bearer(api.jwt(Map.of("tenant_id", id("tenant"), "role", role)));
    }

    /** Its landing page. */
    public Client form() {
        return api.anyone().with("X-Form-Token", formToken);
    }

    public String formToken() {
        return formToken;
    }

    /** Records an e-mail event of its lead, with an id of its own. */
    public Reply event(String what) {
        return owner().post(
                        "/v1/channel-events", eventJson(what, UUID.randomUUID().toString()));
    }

    /** An e-mail event of its lead. */
    public String eventJson(String what, String eventId) {
        return json(
                "{'channel': 'email', 'activity_type': 'email_%s', 'provider': 'test', 'provider_event_id': '%s',"
                        + " 'lead_id': '%s'}",
                what, eventId, id("lead"));
    }

    /** Sends a webhook of the provider {@code generic}, signed per Standard Webhooks. */
    public Reply webhook(String function, String body) {
        return signed(body, webhookSecret, Instant.now())
                .send("POST", "/functions/v1/" + function + "?source=" + id("webhook_source"), bytes(body));
    }

    /** Whoever knows a secret, signing a body. */
    public Client signed(String body, String secret, Instant at) {
        String messageId = "msg_" + UUID.randomUUID();
        String timestamp = Long.toString(at.getEpochSecond());
        return api.anyone()
                .with("Content-Type", "application/json")
                .with("webhook-id", messageId)
                .with("webhook-timestamp", timestamp)
                .with("webhook-signature", "v1," + hmac(secret, messageId + "." + timestamp + "." + body));
    }

    public String webhookSecret() {
        return webhookSecret;
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(secret.substring(secret.indexOf('_') + 1)), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(bytes(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Attacks, one after another, and after the last a look at whether everything it has is as it was before the first. */
    Stream<DynamicTest> untouchedBy(Stream<DynamicTest> attacks) {
        List<JsonNode> before = everything();
        DynamicTest untouched = dynamicTest(
                "nothing was stored or changed by any of these",
                () -> assertThat(everything()).isEqualTo(before));
        return Stream.concat(attacks, Stream.of(untouched));
    }

    /** Everything that can be listed of it, so that a test can say that nothing was stored. */
    List<JsonNode> everything() {
        List<JsonNode> all = new ArrayList<>();
        api.routes().stream()
                .filter(route -> route.method().name().equals("GET"))
                .filter(route -> route.path().startsWith("/v1/")
                        && route.parameters().stream()
                                .anyMatch(parameter -> parameter.name().equals("limit")))
                .forEach(route -> all.add(
                        owner().get(pathOf(route.path()) + "?limit=200").is(200).json()));
        all.add(owner().get("/v1/campaigns/" + id("campaign") + "/stats")
                .is(200)
                .json());
        all.add(owner().get("/v1/campaigns/" + id("direct_campaign") + "/stats")
                .is(200)
                .json());
        // That a key was refused is a use of it, and changes nothing else.
        all.stream()
                .flatMap(one -> one.path("data").valueStream())
                .filter(ObjectNode.class::isInstance)
                .forEach(one -> ((ObjectNode) one).remove("last_used_at"));
        return all;
    }

    /** A path with this firm's ids in place of its placeholders. */
    String pathOf(String template) {
        if (template.startsWith("/v1/scheduled-jobs/")) {
            return template.replace("{name}", "cmo-cron-weekly");
        }
        if (template.contains("{token}")) {
            return template.replace("{token}", "unsigned");
        }
        if (!template.contains("{id}")) {
            return template;
        }
        String plural = template.substring("/v1/".length(), template.indexOf("/{id}"));
        if (plural.equals("outbox")) {
            return template.replace("{id}", id("outbound_message"));
        }
        if (plural.equals("events/set-aside")) {
            return template.replace("{id}", id("event_set_aside"));
        }
        String noun = (plural.endsWith("ies")
                        ? plural.substring(0, plural.length() - 3) + "y"
                        : plural.substring(0, plural.length() - 1))
                .replace('-', '_');
        return template.replace("{id}", id(noun)).replace("{version}", "1");
    }
}
