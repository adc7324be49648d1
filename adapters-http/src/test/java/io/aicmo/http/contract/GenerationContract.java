package io.aicmo.http.contract;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.aicmo.http.Access;
import io.aicmo.http.Route;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** What agents make is kept: of a server whose agents have playbooks, and whose jobs are done. */
public interface GenerationContract {
    Api api();

    @Test
    default void theFunnelOfAPlanIsMadeAndKept() {
        Firm firm = api().aFirm();

        Reply made = firm.owner()
                .post("/functions/v1/cmo-generate-funnel", json("{'plan_id': '%s'}", firm.id("plan")))
                .is(201);

        assertThat(made.textAt("/plan_id")).isEqualTo(firm.id("plan"));
        assertThat(made.textAt("/generation/model")).isEqualTo("offline-playbook");
        JsonNode stages = firm.owner()
                .get("/v1/funnels/" + made.textAt("/id") + "/stages?sort=position")
                .is(200)
                .at("/data");
        assertThat(stages.size()).isEqualTo(made.at("/stages").size()).isGreaterThan(1);
        assertThat(stages.at("/0/position").intValue()).isZero();
    }

    @Test
    default void theContentOfACampaignIsMadeByAJobAndSaysHow() {
        Firm firm = api().aFirm();

        Reply taken = firm.owner()
                .post(
                        "/functions/v1/cmo-generate-content",
                        json("{'campaign_id': '%s', 'kinds': ['email'], 'emails': 3}", firm.id("campaign")))
                .is(202);
        succeeded(firm, taken.textAt("/job_id"));

        JsonNode emails = firm.owner()
                .get("/v1/content-assets?kind=email&sort=position&campaign_id=" + firm.id("campaign"))
                .is(200)
                .at("/data");
        // The firm has an e-mail of its own.
        assertThat(emails.size()).isEqualTo(4);
        emails.forEach(email -> assertThat(email.path("status").asString()).isEqualTo("draft"));
        assertThat(emails.at("/3/generation/model").asString()).isEqualTo("offline-playbook");
        assertThat(emails.at("/3/generation/prompt_version").asString()).isNotEmpty();
    }

    @Test
    default void everyKindOfContentIsKeptWithItsCampaignItsWorkspaceAndHowItWasMade() {
        Firm firm = api().aFirm();
        firm.owner()
                .patch(
                        "/v1/campaigns/" + firm.id("campaign"),
                        json("{'channels': ['landing_page', 'email', 'voice', 'linkedin']}"))
                .is(200);
        List<String> kinds = List.of("landing_page", "email", "voice_script", "social_post", "ad");

        Reply taken = firm.owner()
                .post(
                        "/functions/v1/cmo-generate-content",
                        json("{'campaign_id': '%s', 'kinds': ['%s']}", firm.id("campaign"), String.join("', '", kinds))
                                .replace('\'', '"'))
                .is(202);
        JsonNode result = succeeded(firm, taken.textAt("/job_id")).at("/result");

        List<String> made = new ArrayList<>();
        for (JsonNode id : result.path("content_asset_ids")) {
            JsonNode asset = firm.owner()
                    .get("/v1/content-assets/" + id.asString())
                    .is(200)
                    .json();
            checkHome(firm, asset);
            checkGeneration(asset);
            made.add(asset.path("kind").asString());
            firm.owner()
                    .get("/v1/content-assets/" + id.asString() + "/variants")
                    .is(200)
                    .at("/data")
                    .forEach(variant -> {
                        assertThat(variant.path("workspace_id").asString()).isEqualTo(firm.id("workspace"));
                        checkGeneration(variant);
                    });
        }
        assertThat(made).containsAll(kinds);
        assertThat(result.path("variants").intValue()).isPositive();
        JsonNode steps = firm.owner()
                .get("/v1/automation-steps?sort=position&campaign_id=" + firm.id("campaign"))
                .is(200)
                .at("/data");
        // The firm has a step of its own, at the first place.
        assertThat(steps.size()).isEqualTo(result.path("automation_steps").intValue() + 1);
        assertThat(steps.at("/1/kind").asString()).isEqualTo("trigger");
        steps.forEach(step -> checkHome(firm, step));
    }

    private static void checkHome(Firm firm, JsonNode row) {
        assertThat(row.path("workspace_id").asString()).isEqualTo(firm.id("workspace"));
        assertThat(row.path("campaign_id").asString()).isEqualTo(firm.id("campaign"));
    }

    private static void checkGeneration(JsonNode row) {
        assertThat(row.at("/generation/agent").asString()).isEqualTo("content_engine");
        assertThat(row.at("/generation/model").asString()).isEqualTo("offline-playbook");
        assertThat(row.at("/generation/prompt_version").asString()).isNotEmpty();
        assertThat(row.at("/generation/run_id").asString()).isNotEmpty();
    }

    @Test
    default void onePieceIsWrittenAnewInItsPlace() {
        Firm firm = api().aFirm();
        String path = "/v1/content-assets/" + firm.id("content_asset");

        Reply anew = firm.owner()
                .post(path + "/regenerate", json("{'brief': 'Shorter'}"))
                .is(200);

        assertThat(anew.textAt("/id")).isEqualTo(firm.id("content_asset"));
        assertThat(anew.textAt("/body")).isNotEqualTo("Hello");
        assertThat(anew.at("/version").intValue()).isEqualTo(2);
        assertThat(anew.textAt("/generation/agent")).isEqualTo("content_engine");
        assertThat(firm.owner().post(path + "/versions/1/restore").is(200).textAt("/body"))
                .isEqualTo("Hello");
    }

    @Test
    default void whatWasApprovedIsNotWrittenAnew() {
        Firm firm = api().aFirm();
        String path = "/v1/content-assets/" + firm.id("content_asset");
        firm.owner().patch(path, json("{'status': 'in_review'}")).is(200);
        firm.owner().patch(path, json("{'status': 'approved'}")).is(200);

        firm.owner().post(path + "/regenerate", "{}").is(422);
    }

    /** The job, once it has succeeded. */
    private static Reply succeeded(Firm firm, String job) {
        String path = "/v1/jobs/" + job;
        Eventually.holds(() ->
                assertThat(firm.owner().get(path).is(200).textAt("/status")).isEqualTo("succeeded"));
        return firm.owner().get(path).is(200);
    }

    /** Whatever runs an agent, which no transaction may span, also where an answer is to be kept. */
    @TestFactory
    default Stream<DynamicTest> everyRequestMayCarryAKey() {
        Firm firm = api().aFirm();
        return api().routes().stream()
                .filter(route -> route.method() == Route.Method.POST && route.access() instanceof Access.Holder)
                .filter(route -> !route.takesBytes())
                .map(route -> dynamicTest(route.toString(), () -> {
                    Client once = firm.owner().with("Idempotency-Key", route.path());
                    String path = firm.pathOf(route.path());
                    String body = new Bodies(api().openApi(), firm).sent(route);

                    Reply first = once.call("POST", path, body);

                    assertThat(first.status()).as(first.toString()).isLessThan(500);
                    if (first.status() < 300) {
                        assertThat(once.call("POST", path, body)
                                        .is(first.status())
                                        .json())
                                .isEqualTo(first.json());
                    }
                }));
    }

    // Parts of plans and funnels

    @Test
    default void oneMonthOfAPlanIsDraftedAnewAndTheRestStays() {
        Firm firm = api().aFirm();
        String path = "/v1/plans/" + firm.id("plan");
        String milestones = path + "/milestones";
        firm.owner()
                .patch(path, json("{'themes': [{'month': 1, 'title': 'Mine'}, {'month': 3, 'title': 'Sell'}]}"))
                .is(200);
        firm.owner()
                .post(milestones, json("{'title': 'Kept', 'due_date': '2026-01-05', 'status': 'done'}"))
                .is(201);
        firm.owner()
                .post(milestones, json("{'title': 'Goes', 'due_date': '2026-01-06'}"))
                .is(201);

        Reply anew = firm.owner()
                .post(path + "/regenerate", json("{'part': 'month_1', 'brief': 'Calmer'}"))
                .is(200);

        assertThat(anew.textAt("/themes/0/title")).isNotEqualTo("Mine");
        assertThat(anew.textAt("/themes/1/title")).isEqualTo("Sell");
        assertThat(anew.textAt("/generation/agent")).isEqualTo("plan_90day");
        List<String> titles = titles(anew.at("/milestones"));
        // The firm's own milestone is in the second month.
        assertThat(titles).contains("Kept", "Milestone " + firm.name()).doesNotContain("Goes");
        assertThat(titles.size()).isGreaterThan(2);
        assertThat(firm.owner().post(path + "/versions/2/restore").is(200).textAt("/themes/0/title"))
                .isEqualTo("Mine");
    }

    @Test
    default void theFiguresOfAPlanAreDraftedAnewAndNothingElse() {
        Firm firm = api().aFirm();
        String path = "/v1/plans/" + firm.id("plan");

        Reply anew = firm.owner()
                .post(path + "/regenerate", json("{'part': 'kpis'}"))
                .is(200);

        assertThat(anew.at("/kpis")).isNotEmpty();
        assertThat(anew.at("/themes")).isEmpty();
        assertThat(titles(anew.at("/milestones"))).containsExactly("Milestone " + firm.name());
        firm.owner().post(path + "/regenerate", json("{'part': 'everything'}")).refuses(422, "/part");
        firm.owner().patch(path, json("{'status': 'active'}")).is(200);
        firm.owner().patch(path, json("{'status': 'completed'}")).is(200);
        firm.owner().post(path + "/regenerate", json("{'part': 'kpis'}")).is(422);
    }

    @Test
    default void oneMilestoneIsDraftedAnewOnItsDay() {
        Firm firm = api().aFirm();
        String path = "/v1/milestones/" + firm.id("milestone");

        Reply anew = firm.owner().post(path + "/regenerate", "{}").is(200);

        assertThat(anew.textAt("/title")).isNotEqualTo("Milestone " + firm.name());
        assertThat(anew.textAt("/due_date")).isEqualTo("2026-01-31");
        assertThat(anew.at("/version").intValue()).isEqualTo(2);
        firm.owner().patch(path, json("{'status': 'done'}")).is(200);
        firm.owner().post(path + "/regenerate", "{}").is(422);
    }

    @Test
    default void oneStageOfAFunnelIsDraftedAnewInItsPlace() {
        Firm firm = api().aFirm();
        String path = "/v1/funnel-stages/" + firm.id("funnel_stage");

        Reply anew = firm.owner()
                .post(path + "/regenerate", json("{'brief': 'Shorter'}"))
                .is(200);

        assertThat(anew.at("/position").intValue()).isZero();
        assertThat(anew.textAt("/name")).isEqualTo("Awareness");
        assertThat(firm.owner().post(path + "/versions/1/restore").is(200).textAt("/name"))
                .isEqualTo("Stage " + firm.name());
    }

    private static List<String> titles(JsonNode rows) {
        List<String> titles = new ArrayList<>();
        rows.forEach(row -> titles.add(row.path("title").asString()));
        return titles;
    }

    // Weeks

    @Test
    default void aWeekIsBegunByTheClockAndItsJobsSumItUpAndRecommend() {
        Firm firm = Launching.aReadyFirm(api(), "UTC");
        Launching.launch(firm).is(200);
        LocalDate lastWeek = LocalDate.now(ZoneOffset.UTC).minusWeeks(1);
        firm.owner()
                .patch("/v1/plans/" + firm.id("plan"), json("{'status': 'active'}"))
                .is(200);
        clicksWithoutLeads(firm, firm.id("campaign"), lastWeek);

        Eventually.holds(() ->
                firm.owner().post("/v1/scheduled-jobs/cmo-cron-weekly/run").is(202));

        String monday = lastWeek.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .toString();
        Eventually.holds(() -> assertThat(firm.owner()
                        .get("/v1/weekly-summaries?week_start=" + monday)
                        .is(200)
                        .at("/data/0/figures")
                        .toString())
                .contains("\"metric\":\"clicks\",\"unit\":\"count\",\"this_week\":200"));
        Eventually.holds(() -> assertThat(recommended(firm))
                .contains("Pause google_ads", "Catch up with the plan Plan " + firm.name()));
    }

    @Test
    default void whatIsRecommendedAgainIsRenewedAndWhatWasDismissedIsNotBroughtUpAgain() {
        Firm firm = api().aFirm();
        String path = "/v1/campaigns/" + firm.id("campaign") + "/recommend";
        clicksWithoutLeads(
                firm, firm.id("campaign"), LocalDate.now(ZoneOffset.UTC).minusDays(2));

        Reply first = firm.owner().post(path, "{}").is(200);
        Reply again = firm.owner().post(path, "{}").is(200);
        String id = first.textAt("/recommendations/0/id");

        assertThat(first.textAt("/model")).isEqualTo("offline-playbook");
        assertThat(first.textAt("/recommendations/0/title")).isEqualTo("Pause google_ads");
        assertThat(first.at("/recommendations/0/evidence").toString())
                .contains("google_ads.spend", "google_ads.clicks");
        assertThat(first.textAt("/recommendations/0/generation/agent")).isEqualTo("optimization_analyst");
        assertThat(again.textAt("/recommendations/0/id")).isEqualTo(id);
        assertThat(again.at("/recommendations/0/version").intValue()).isEqualTo(2);
        firm.owner().post("/v1/recommendations/" + id + "/dismiss").is(200);
        assertThat(firm.owner().post(path, "{}").is(200).at("/recommendations")).isEmpty();
        firm.owner()
                .post(path, json("{'from': '2026-02-01', 'to': '2026-01-01'}"))
                .refuses(422, "/to");
    }

    private static void clicksWithoutLeads(Firm firm, String campaign, LocalDate day) {
        firm.owner()
                .post(
                        "/functions/v1/cmo-record-metrics",
                        json(
                                "{'campaign_id': '%s', 'channel': 'google_ads', 'day': '%s', 'source': 'api',"
                                        + " 'impressions': 9000, 'clicks': 200, 'spend': 120, 'currency': 'EUR'}",
                                campaign, day))
                .is(200);
    }

    private static List<String> recommended(Firm firm) {
        return titles(firm.owner()
                .get("/v1/recommendations?status=open&limit=200")
                .is(200)
                .at("/data"));
    }

    // Orchestration

    @Test
    default void theOrchestratorRoutesALeadThatItIsAskedAbout() {
        Firm firm = api().aFirm();

        Reply taken = orchestrate(firm, "route_lead", firm.id("lead")).is(202);

        succeeded(firm, taken.textAt("/job_id"));
        assertThat(firm.owner()
                        .get("/v1/notes?lead_id=" + firm.id("lead"))
                        .is(200)
                        .text())
                .contains("First step");
    }

    @Test
    default void agentsAreAskedWhenItIsTheirTurn() {
        Firm firm = api().aFirm();
        String question = json(
                "{'mode': 'funnel_architect', 'workspace_id': '%s', 'input': {'plan_id': '%s'}}",
                firm.id("workspace"), firm.id("plan"));

        Reply one = queue(firm, question).is(202);
        Reply many = queue(firm, json("{'priority': 'p3', 'items': [%s, %s]}", question, question))
                .is(202);

        assertThat(one.header("Location")).isEqualTo("/v1/jobs/" + one.textAt("/job_id"));
        assertThat(many.textAt("/job_ids/0")).isEqualTo(many.textAt("/job_ids/1"));
        String job = "/v1/jobs/" + many.textAt("/job_id");
        Eventually.holds(() ->
                assertThat(firm.owner().get(job).is(200).textAt("/status")).isEqualTo("succeeded"));
        Reply done = firm.owner().get(job).is(200);
        assertThat(done.textAt("/result/agent")).isEqualTo("funnel_architect");
        assertThat(done.textAt("/result/model")).isEqualTo("offline-playbook");
        assertThat(done.at("/result/output"))
                .isEqualTo(firm.owner()
                        .post("/functions/v1/cmo-kernel", question)
                        .is(200)
                        .at("/output"));
        firm.owner().get("/v1/agent-runs/" + done.textAt("/result/run_id")).is(200);
    }

    @Test
    default void whatIsWrongWithAQuestionForLaterIsToldWithItsPlace() {
        Firm firm = api().aFirm();
        Firm stranger = api().aFirm();
        String mode = json("'mode': 'plan_90day', ");
        String workspace = json("'workspace_id': '%s', ", firm.id("workspace"));

        queue(firm, json("{'items': [{%s %s 'input': {'colour': 1}}]}", mode, workspace))
                .refuses(422, "/items/0/input/colour");
        queue(firm, json("{'items': [{'mode': 'none', %s 'input': {}}]}", workspace))
                .refuses(422, "/items/0/mode");
        queue(firm, json("{'mode': 'brand_intake', %s 'input': {'message': 'Hi'}}", workspace))
                .refuses(422, "/mode");
        queue(
                        firm,
                        json("{%s %s 'input': {}}", mode, workspace)
                                .replace(firm.id("workspace"), stranger.id("workspace")))
                .refuses(422, "/workspace_id");
        queue(firm, json("{%s 'items': [{%s %s 'input': {}}]}", mode, mode, workspace))
                .refuses(422, "/items");
        queue(firm, "{}").refuses(422, "/mode").refuses(422, "/workspace_id").refuses(422, "/input");
    }

    @Test
    default void whatTheAnalystRecommendsIsKept() {
        Firm firm = api().aFirm();
        clicksWithoutLeads(
                firm, firm.id("campaign"), LocalDate.now(ZoneOffset.UTC).minusDays(2));

        Reply told = firm.owner()
                .post(
                        "/functions/v1/cmo-optimization-analyst",
                        json(
                                "{'workspace_id': '%s', 'campaign_id': '%s', 'input': {}}",
                                firm.id("workspace"), firm.id("campaign")))
                .is(200);

        assertThat(told.textAt("/output/recommendations/0/title")).isEqualTo("Pause google_ads");
        assertThat(recommended(firm)).contains("Pause google_ads");
    }

    @Test
    default void nothingIsRecommendedAboutTheDirectCampaignWhichNobodyRuns() {
        Firm firm = api().aFirm();
        String direct = firm.id("direct_campaign");

        Reply refused = firm.owner()
                .post("/v1/campaigns/" + direct + "/recommend", "{}")
                .is(422);
        Reply byAgent = firm.owner()
                .post(
                        "/functions/v1/cmo-optimization-analyst",
                        json("{'workspace_id': '%s', 'campaign_id': '%s', 'input': {}}", firm.id("workspace"), direct))
                .refuses(422, "/campaign_id");

        assertThat(refused.textAt("/code")).isEqualTo("campaign.direct_is_standing");
        assertThat(byAgent.textAt("/code")).isEqualTo("campaign.direct_is_standing");
    }

    private static Reply queue(Firm firm, String body) {
        return firm.owner().post("/functions/v1/orchestrate-agents", body);
    }

    @Test
    default void theOrchestratorRefusesWhatNobodyCanDo() {
        Firm firm = api().aFirm();
        Firm stranger = api().aFirm();

        Reply unknown = orchestrate(firm, "conquer", firm.id("lead")).refuses(422, "/action");
        assertThat(unknown.text()).contains("handle_reply, route_lead");
        orchestrate(firm, "route_lead", stranger.id("lead")).refuses(422, "/context/lead_id");
        orchestrate(firm, "handle_reply", firm.id("lead")).refuses(422, "/context/lead_id");
        firm.event("replied").is(201);
        orchestrate(firm, "handle_reply", firm.id("lead")).is(202);
    }

    @Test
    default void theOrchestratorTakesWhatASpineTellsItAsItIs() {
        Firm firm = api().aFirm();
        firm.event("replied").is(201);
        String said = json(
                "{'tenant_id': '%s', 'workspace_id': '%s', 'action': 'handle_reply', 'context': {'campaign_id': '%s',"
                        + " 'lead_id': '%s'}, 'payload': {'activity_type': 'email_replied', 'meta': {'subject': 'Re'}}}",
                firm.id("tenant"), firm.id("workspace"), firm.id("campaign"), firm.id("lead"));

        firm.owner().post("/functions/v1/cmo-orchestrator", said).is(202);

        firm.owner()
                .post("/functions/v1/cmo-orchestrator", said.replace("email_replied", "sms_replied"))
                .refuses(422, "/context/lead_id");
        firm.owner()
                .post("/functions/v1/cmo-orchestrator", said.replace(firm.id("tenant"), firm.id("lead")))
                .refuses(422, "/tenant_id");
    }

    private static Reply orchestrate(Firm firm, String action, String lead) {
        return firm.owner()
                .post(
                        "/functions/v1/cmo-orchestrator",
                        json("{'action': '%s', 'context': {'lead_id': '%s'}}", action, lead));
    }
}
