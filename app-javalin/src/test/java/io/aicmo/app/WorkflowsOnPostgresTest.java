package io.aicmo.app;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Firm;
import io.aicmo.http.contract.Reply;
import io.aicmo.port.contract.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What tenants have done when something happens, over the wire and on a node that does it. */
class WorkflowsOnPostgresTest {
    private static final Application NODE = RunningNode.apart(OnPostgres.newHome("aicmo-workflows-test"));
    private static final Api API = new Api(NODE.installation().server(), RunningNode.BOOTSTRAP, RunningNode.JWT_SECRET);

    @AfterAll
    static void stop() {
        NODE.close();
    }

    @Test
    void aStepCallsAnEndpointAndAnotherTellsTheTeam() throws Exception {
        Firm firm = API.aFirm();
        try (Sink sink = new Sink()) {
            Reply endpoint = firm.owner()
                    .post("/v1/webhook-endpoints", json("{'url': '%s', 'topics': ['nothing.else']}", sink.url()))
                    .is(201);
            Reply trigger = aTrigger(
                    firm,
                    "lead.created",
                    json(
                            "{'kind': 'action', 'action': 'call_webhook', 'input': {'webhook_endpoint_id': '%s'}},"
                                    + " {'kind': 'action', 'action': 'notify_slack',"
                                    + " 'input': {'text': '{{email}} is a lead, {{lead.status}}'}}",
                            endpoint.textAt("/id")));

            String lead = firm.owner()
                    .post("/v1/leads/upsert", json("{'email': 'grace@example.com'}"))
                    .is(201)
                    .textAt("/lead_id");

            Sink.Posted posted = sink.next();
            new Webhook(endpoint.textAt("/secret")).verify(posted.body(), posted.headers());
            assertThat(posted.body()).contains("\"type\":\"workflow.called\"").contains(lead);
            Eventually.holds(() -> assertThat(firm.owner()
                            .get("/v1/outbox?channel=slack&status=captured")
                            .is(200)
                            .textAt("/data/0/body"))
                    .isEqualTo("grace@example.com is a lead, new"));
            assertThat(executionsOf(firm, trigger).textAt("/data/0/status")).isEqualTo("completed");
            assertThat(sink.isEmpty()).isTrue();
        }
    }

    @Test
    void aDryRunSaysWhatItWouldSay() {
        Firm firm = API.aFirm();
        Reply trigger = aTrigger(
                firm,
                "plan.created",
                "{\"kind\": \"action\", \"action\": \"notify_slack\", \"input\": {\"text\": \"Call {{email}}\"}}");

        Reply shown = firm.owner()
                .post(
                        "/v1/workflow-triggers/" + trigger.textAt("/id") + "/dry-run",
                        json("{'lead_id': '%s', 'event': {'x': null, 'y': {'z': null}}}", firm.id("lead")))
                .is(200);

        assertThat(shown.textAt("/steps/0/would"))
                .isEqualTo("tells the team on Slack: Call ada@" + firm.name() + ".example.com");
        assertThat(executionsOf(firm, trigger).at("/data").size()).isZero();
    }

    @Test
    void anExecutionEndsWithTheJobOfItsStepAndGoesOnWithIt() {
        Firm firm = API.aFirm();
        Reply trigger = aTrigger(firm, "lead.created", "{\"kind\": \"wait\", \"wait_minutes\": 60}");
        firm.owner()
                .post("/v1/leads/upsert", json("{'email': 'grace@example.com'}"))
                .is(201);
        Eventually.holds(() ->
                assertThat(executionsOf(firm, trigger).textAt("/data/0/status")).isEqualTo("waiting"));
        String job = firm.owner()
                .get("/v1/jobs?kind=run-workflow&status=queued")
                .is(200)
                .textAt("/data/0/id");

        assertThat(firm.owner().post("/v1/jobs/" + job + "/cancel").is(200).textAt("/status"))
                .isEqualTo("cancelled");
        assertThat(executionsOf(firm, trigger).textAt("/data/0/status")).isEqualTo("cancelled");

        firm.owner().post("/v1/jobs/" + job + "/retry").is(200);
        assertThat(executionsOf(firm, trigger).textAt("/data/0/status")).isEqualTo("waiting");
        Eventually.holds(() -> assertThat(firm.owner()
                        .get("/v1/jobs?kind=run-workflow&status=queued")
                        .is(200)
                        .at("/data")
                        .size())
                .isEqualTo(1));
        assertThat(executionsOf(firm, trigger).textAt("/data/0/status")).isEqualTo("waiting");
    }

    private static Reply aTrigger(Firm firm, String eventType, String steps) {
        return firm.owner()
                .post(
                        "/v1/workflow-triggers",
                        "{\"workspace_id\": \"%s\", \"name\": \"A workflow\", \"event_type\": \"%s\", \"steps\": [%s]}"
                                .formatted(firm.id("workspace"), eventType, steps))
                .is(201);
    }

    private static Reply executionsOf(Firm firm, Reply trigger) {
        return firm.owner()
                .get("/v1/workflow-executions?trigger_id=" + trigger.textAt("/id"))
                .is(200);
    }
}
