package io.aicmo.http.contract;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The outbox, its rules and its links, over HTTP; nobody does jobs here. */
public interface OutboxRoutesContract {
    Api api();

    private static String token(Firm firm) {
        String body = firm.owner()
                .get("/v1/outbox/" + firm.id("outbound_message"))
                .is(200)
                .textAt("/body");
        return body.substring(body.lastIndexOf('/') + 1);
    }

    private static boolean isUnsubscribed(Firm firm) {
        return firm.owner()
                .get("/v1/contacts/" + firm.id("contact"))
                .is(200)
                .at("/consent/email/state")
                .asString("")
                .equals("withdrawn");
    }

    @Test
    default void mailThatIsAskedForWaitsInTheOutboxUntilSomebodySendsIt() {
        Firm firm = api().aFirm();

        Reply message =
                firm.owner().get("/v1/outbox/" + firm.id("outbound_message")).is(200);

        assertThat(message.textAt("/status")).isEqualTo("queued");
        assertThat(message.textAt("/provider")).isEqualTo("capture");
        assertThat(message.textAt("/subject")).isEqualTo("Hello " + firm.name());
        assertThat(message.textAt("/recipient")).isEqualTo("ada@" + firm.name() + ".example.com");
        assertThat(message.at("/sent_at").isNull()).isTrue();
        assertThat(firm.owner()
                        .get("/v1/outbox?status=queued&channel=email")
                        .is(200)
                        .at("/data")
                        .size())
                .isEqualTo(1);
        assertThat(firm.owner()
                        .get("/v1/outbox?status=sent")
                        .is(200)
                        .at("/data")
                        .size())
                .isZero();
    }

    @Test
    default void whatATemplateMissesIsSaidAtOnce() {
        Firm firm = api().aFirm();

        Reply refused = firm.owner()
                .post(
                        "/functions/v1/send-email",
                        json("{'lead_id': '%s', 'subject': 'Hi', 'body': 'Dear {{last_name}}'}", firm.id("lead")))
                .is(422);

        assertThat(refused.text()).contains("last_name");
    }

    @Test
    default void aLinkInAMailAsksAndThenUnsubscribes() {
        Firm firm = api().aFirm();
        String token = token(firm);

        Reply page = api().anyone().get("/unsubscribe/" + token).is(200);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.text()).contains("<form method=\"post\">").doesNotContain(firm.name());
        assertThat(isUnsubscribed(firm)).isFalse();

        api().anyone()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/unsubscribe/" + token, "List-Unsubscribe=One-Click".getBytes(StandardCharsets.UTF_8))
                .is(200);
        assertThat(isUnsubscribed(firm)).isTrue();
        api().anyone().post("/unsubscribe/" + token).is(200);
    }

    @Test
    default void aLinkThatNobodySignedDoesNothing() {
        Firm firm = api().aFirm();
        String token = token(firm);
        String changed = (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);

        for (String forged : new String[] {changed, "x", token + "AAAA", "a".repeat(3_000)}) {
            api().anyone().get("/unsubscribe/" + forged).is(404);
            api().anyone().post("/unsubscribe/" + forged).is(404);
        }
        assertThat(isUnsubscribed(firm)).isFalse();
    }

    @Test
    default void whatIsNotUncertainNeedsNobodysWord() {
        Firm firm = api().aFirm();

        Reply refused = firm.owner()
                .post("/v1/outbox/" + firm.id("outbound_message") + "/resolve", json("{'outcome': 'sent'}"))
                .is(422);

        assertThat(refused.text()).contains("only an uncertain one");
        firm.user("manager")
                .post("/v1/outbox/" + firm.id("outbound_message") + "/resolve", json("{'outcome': 'sent'}"))
                .is(403);
    }

    @Test
    default void theOutboxSaysWhatIsHtmlWhateverANameLooksLike() {
        Firm firm = api().aFirm();
        firm.owner()
                .patch("/v1/contacts/" + firm.id("contact"), json("{'first_name': '<script>alert(1)</script>'}"))
                .is(200);

        Reply text = mail(firm, "{{first_name}}, hello");
        Reply html = mail(firm, "<p>Dear {{first_name}}</p>");

        assertThat(text.at("/html").asBoolean(true)).isFalse();
        assertThat(text.textAt("/body")).startsWith("<script>alert(1)</script>, hello");
        assertThat(html.at("/html").asBoolean(false)).isTrue();
        assertThat(html.textAt("/body")).startsWith("<p>Dear &lt;script&gt;");
    }

    private static Reply mail(Firm firm, String body) {
        String id = firm.owner()
                .post(
                        "/functions/v1/send-email",
                        json("{'lead_id': '%s', 'subject': 'Hi', 'body': '%s'}", firm.id("lead"), body))
                .is(202)
                .textAt("/outbound_message_id");
        return firm.owner().get("/v1/outbox/" + id).is(200);
    }

    @Test
    default void aRunThatIsDueIsLookedAtAnewWhenItsLeadItsPersonOrItsSequenceIsBack() {
        Firm firm = api().aFirm();
        String sequence = firm.owner()
                .post(
                        "/v1/sequences",
                        json(
                                "{'workspace_id': '%s', 'campaign_id': '%s', 'name': 'At once', 'steps': [{'channel': 'email',"
                                        + " 'delay_hours': 0, 'subject': 'Hi', 'body': 'Hello'}]}",
                                firm.id("workspace"), firm.id("campaign")))
                .is(201)
                .textAt("/id");
        Reply lead = firm.owner()
                .post(
                        "/functions/v1/crm-upsert-contact-and-lead",
                        json("{'email': 'back@%s.example.com', 'campaign_id': '%s'}", firm.name(), firm.id("campaign")))
                .is(201);
        firm.owner()
                .post("/v1/sequences/" + sequence + "/enroll", json("{'lead_id': '%s'}", lead.textAt("/lead_id")))
                .is(201);
        String[] paths = {
            "/v1/leads/" + lead.textAt("/lead_id"),
            "/v1/contacts/" + lead.textAt("/contact_id"),
            "/v1/sequences/" + sequence
        };
        for (String path : paths) {
            firm.owner().delete(path).is(204);
        }
        calledOff(firm);

        for (String path : paths) {
            firm.owner().post(path + "/restore").is(200);
            assertThat(calledOff(firm)).isEqualTo(1);
        }
    }

    /** Calls off every look at a run that waits, and says how many there were. */
    private static int calledOff(Firm firm) {
        JsonNode waiting = firm.owner()
                .get("/v1/jobs?kind=send-sequence-step&status=queued")
                .is(200)
                .at("/data");
        for (JsonNode job : waiting) {
            firm.owner()
                    .post("/v1/jobs/" + job.path("id").asString() + "/cancel")
                    .is(200);
        }
        return waiting.size();
    }

    @Test
    default void anAddressIsPutOnTheListAndTakenOffWithAReason() {
        Firm firm = api().aFirm();
        Reply entry = firm.owner()
                .post(
                        "/v1/suppressions",
                        json("{'address': 'Eve@Example.com', 'channel': 'email', 'reason': 'lawyer'}"))
                .is(201);
        assertThat(entry.textAt("/address")).isEqualTo("eve@example.com");
        firm.owner()
                .post("/v1/suppressions", json("{'address': 'eve@example.com', 'channel': 'email', 'reason': 'again'}"))
                .is(409);

        Reply removed = firm.owner()
                .post("/v1/suppressions/" + entry.textAt("/id") + "/remove", json("{'reason': 'she wrote to us'}"))
                .is(200);

        assertThat(removed.textAt("/removed_reason")).isEqualTo("she wrote to us");
        firm.owner().get("/v1/suppressions/" + entry.textAt("/id")).is(404);
        assertThat(firm.owner()
                        .get("/v1/suppressions?address=eve@example.com")
                        .is(200)
                        .at("/data")
                        .size())
                .isZero();
    }

    @Test
    default void credentialsComeInAndAreNeverShown() {
        Firm firm = api().aFirm();
        String path = "/v1/channel-connections/" + firm.id("channel_connection");

        Reply shown = firm.owner().get(path).is(200);
        assertThat(shown.text())
                .contains("mail.example.com")
                .doesNotContain("secret-of-")
                .doesNotContain("sealed:");
        assertThat(firm.owner().get("/v1/channel-connections").is(200).text())
                .doesNotContain("secret-of-")
                .doesNotContain("sealed:");
        firm.user("manager").get(path).is(403);

        Reply changed = firm.owner()
                .patch(path, json("{'daily_limit': 200, 'name': 'Renamed'}"))
                .is(200);
        assertThat(changed.at("/daily_limit").intValue()).isEqualTo(200);
        assertThat(changed.at("/sending_hours").isNull()).isTrue();
        Reply inHours = firm.owner()
                .patch(path, json("{'sending_hours': {'days': ['tuesday'], 'from': '08:00', 'to': '09:30'}}"))
                .is(200);
        assertThat(inHours.textAt("/sending_hours/to")).isEqualTo("09:30");
        assertThat(firm.owner()
                        .patch(path, json("{'sending_hours': null}"))
                        .is(200)
                        .at("/sending_hours")
                        .isNull())
                .isTrue();
        assertThat(changed.text()).doesNotContain("secret-of-");
        firm.owner()
                .patch(path, json("{'settings': {'host': 'evil.example.com'}}"))
                .is(422);
        firm.owner()
                .patch(
                        path,
                        json("{'settings': {'host': 'other.example.com'},"
                                + " 'credentials': {'username': 'u', 'password': 'p'}}"))
                .is(200);
        firm.owner().delete(path).is(204);
        firm.owner().get(path).is(404);
    }

    @Test
    default void aConnectionToNobodyIsRefused() {
        Firm firm = api().aFirm();

        firm.owner()
                .post(
                        "/v1/channel-connections",
                        json("{'channel': 'email', 'provider': 'pigeon', 'sender': 'a@b.com'}"))
                .refuses(422, "/provider");
        firm.owner()
                .post("/v1/channel-connections", json("{'channel': 'email', 'provider': 'smtp'}"))
                .refuses(422, "/sender");
    }

    @Test
    default void aWorkspaceHasItsRulesAndASequenceItsHours() {
        Firm firm = api().aFirm();
        Reply policy = firm.owner()
                .get("/v1/sending-policies/" + firm.id("sending_policy"))
                .is(200);
        assertThat(policy.textAt("/sending_hours/from")).isEqualTo("08:00");
        assertThat(policy.at("/sending_hours/days").size()).isEqualTo(5);
        assertThat(policy.at("/frequency_cap/most").intValue()).isEqualTo(3);

        firm.owner()
                .patch(
                        "/v1/sending-policies/" + firm.id("sending_policy"),
                        json("{'sending_hours': {'days': ['saturday'], 'from': '09:30', 'to': '12:00'},"
                                + " 'frequency_cap': {'most': 1, 'hours': 48}}"))
                .is(200);
        Reply sequence = firm.owner()
                .patch(
                        "/v1/sequences/" + firm.id("sequence"),
                        json("{'sending_hours': {'days': ['sunday', 'monday'], 'from': '07:00', 'to': '23:00'}}"))
                .is(200);

        assertThat(sequence.textAt("/sending_hours/to")).isEqualTo("23:00");
        assertThat(sequence.textAt("/sending_hours/days/0")).isEqualTo("monday");
        firm.owner()
                .patch(
                        "/v1/sequences/" + firm.id("sequence"),
                        json("{'sending_hours': {'days': ['monday'], 'from': '23:00', 'to': '07:00'}}"))
                .is(422);
    }
}
