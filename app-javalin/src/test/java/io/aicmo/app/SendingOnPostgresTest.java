package io.aicmo.app;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Firm;
import io.aicmo.http.contract.Reply;
import io.aicmo.port.contract.Eventually;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a node of its own, because here jobs are done: what is asked for is sent, or captured. */
class SendingOnPostgresTest {
    private static Application node;
    private static Api api;

    @BeforeAll
    static void start() {
        node = RunningNode.apart(OnPostgres.newHome("aicmo-sending-test"));
        api = new Api(node.installation().server(), RunningNode.BOOTSTRAP, RunningNode.JWT_SECRET);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aStepThatIsDueIsCapturedWithItsTemplateFilledAndStandsOnTheTimeline() {
        Firm firm = aFirmThatMayText();
        Reply sequence = firm.owner()
                .post(
                        "/v1/sequences",
                        json(
                                "{'workspace_id': '%s', 'campaign_id': '%s', 'name': 'Any time',"
                                        + " 'sending_hours': {'days': ['monday', 'tuesday', 'wednesday', 'thursday',"
                                        + " 'friday', 'saturday', 'sunday'], 'from': '00:00', 'to': '23:59'},"
                                        + " 'steps': [{'channel': 'sms', 'delay_hours': 0, 'subject': 'For {{first_name}}',"
                                        + " 'body': '<p>Dear {{first_name}} of {{email}}</p>'}]}",
                                firm.id("workspace"), firm.id("campaign")))
                .is(201);
        firm.owner()
                .post("/v1/sequences/" + sequence.textAt("/id") + "/enroll", json("{'lead_id': '%s'}", firm.id("lead")))
                .is(201);

        Eventually.holds(() -> assertThat(
                        firm.owner().get("/v1/outbox?status=captured").is(200).text())
                .contains("For Ada" + firm.name()));

        Reply outbox = firm.owner().get("/v1/outbox?status=captured").is(200);
        assertThat(outbox.text()).contains("<p>Dear Ada" + firm.name() + " of ada@" + firm.name() + ".example.com</p>");
        assertThat(firm.owner()
                        .get("/v1/leads/" + firm.id("lead") + "/timeline")
                        .is(200)
                        .text())
                .contains("message_captured");
        assertThat(firm.owner().get("/v1/integrity").is(200).at("/broken").asLong())
                .isZero();
    }

    @Test
    void mailWaitsWhileItsChannelIsConnectedAndSwitchedOff() {
        Firm firm = api.aFirm();
        assertThat(firm.owner()
                        .get("/v1/channel-connections/" + firm.id("channel_connection"))
                        .is(200)
                        .at("/enabled")
                        .asBoolean(true))
                .isFalse();

        String mail = firm.owner()
                .post(
                        "/functions/v1/send-email",
                        json("{'lead_id': '%s', 'subject': 'Hi', 'body': 'Hello'}", firm.id("lead")))
                .is(202)
                .textAt("/outbound_message_id");

        Eventually.holds(() -> assertThat(firm.owner()
                        .get("/v1/outbox/" + mail)
                        .is(200)
                        .at("/reason")
                        .asString(""))
                .isEqualTo("no_sender"));
        assertThat(firm.owner().get("/v1/outbox/" + mail).is(200).textAt("/status"))
                .isEqualTo("queued");
    }

    /** One where it is noon, whose lead has a number, and that never connected anybody who texts. */
    private static Firm aFirmThatMayText() {
        Firm firm = api.aFirm(Noon.zone(Instant.now()));
        firm.owner()
                .patch("/v1/contacts/" + firm.id("contact"), json("{'phone': '+4915112345678'}"))
                .is(200);
        return firm;
    }

    @Test
    void aStepWhoseTemplateMissesAVariableFailsVisiblyAndHaltsItsRun() {
        Firm firm = aFirmThatMayText();
        Reply sequence = firm.owner()
                .post(
                        "/v1/sequences",
                        json(
                                "{'workspace_id': '%s', 'campaign_id': '%s', 'name': 'Any time',"
                                        + " 'sending_hours': {'days': ['monday', 'tuesday', 'wednesday', 'thursday',"
                                        + " 'friday', 'saturday', 'sunday'], 'from': '00:00', 'to': '23:59'},"
                                        + " 'steps': [{'channel': 'sms', 'delay_hours': 0, 'subject': 'Hi',"
                                        + " 'body': 'At {{company}}'}]}",
                                firm.id("workspace"), firm.id("campaign")))
                .is(201);
        Reply run = firm.owner()
                .post("/v1/sequences/" + sequence.textAt("/id") + "/enroll", json("{'lead_id': '%s'}", firm.id("lead")))
                .is(201);

        Eventually.holds(() -> assertThat(firm.owner()
                        .get("/v1/sequence-runs/" + run.textAt("/run_id"))
                        .is(200)
                        .at("/paused_reason")
                        .asString(""))
                .isEqualTo("message_failed"));

        Reply failed = firm.owner().get("/v1/outbox?status=failed").is(200);
        assertThat(failed.textAt("/data/0/reason")).contains("{{company}}");
        assertThat(failed.at("/data/0/body").isNull()).isTrue();
    }

    @Test
    void whoHasANumberIsCalledOnceWithTheApprovedScriptOfAnActiveCampaign() {
        Firm firm = api.aFirm();
        String campaign = firm.id("direct_campaign");
        aLead(firm, "'email': 'grace@example.com', 'phone': '+4915112345678'");
        aLead(firm, "'email': 'without@example.com'");
        assertThat(call(firm, firm.id("campaign")).is(422).text()).contains("campaign.not_active");
        assertThat(call(firm, campaign).is(422).text()).contains("campaign.voice_script_missing");
        approve(
                firm,
                firm.owner()
                        .post(
                                "/v1/content-assets",
                                json(
                                        "{'campaign_id': '%s', 'kind': 'voice_script', 'channel': 'voice', 'title': 'Calls',"
                                                + " 'body': 'Hello {{first_name}}'}",
                                        campaign))
                        .is(201)
                        .textAt("/id"));

        Reply asked = call(firm, campaign).is(202);
        Reply done = ended(firm, asked.textAt("/job_id"));
        Reply again = ended(firm, call(firm, campaign).is(202).textAt("/job_id"));

        assertThat(done.at("/result/enrolled").asInt()).isEqualTo(1);
        assertThat(done.at("/result/left_out/contact.phone_missing").asInt()).isEqualTo(1);
        assertThat(again.textAt("/result/sequence_id")).isEqualTo(asked.textAt("/sequence_id"));
        assertThat(again.at("/result/enrolled").asInt()).isZero();
        assertThat(again.at("/result/left_out/sequence_run.already_exists").asInt())
                .isEqualTo(1);
        assertThat(firm.owner()
                        .get("/v1/sequences/" + asked.textAt("/sequence_id"))
                        .is(200)
                        .textAt("/steps/0/channel"))
                .isEqualTo("voice");
    }

    private static void aLead(Firm firm, String contact) {
        firm.owner()
                .post(
                        "/functions/v1/crm-upsert-contact-and-lead",
                        json("{" + contact + ", 'campaign_id': '%s'}", firm.id("direct_campaign")))
                .is(201);
    }

    private static Reply call(Firm firm, String campaign) {
        return firm.owner().post("/functions/v1/execute-voice-campaign", json("{'campaign_id': '%s'}", campaign));
    }

    private static void approve(Firm firm, String asset) {
        for (String status : new String[] {"in_review", "approved"}) {
            firm.owner()
                    .patch("/v1/content-assets/" + asset, json("{'status': '%s'}", status))
                    .is(200);
        }
    }

    private static Reply ended(Firm firm, String job) {
        Eventually.holds(
                () -> assertThat(firm.owner().get("/v1/jobs/" + job).is(200).textAt("/status"))
                        .isEqualTo("succeeded"));
        return firm.owner().get("/v1/jobs/" + job).is(200);
    }
}
