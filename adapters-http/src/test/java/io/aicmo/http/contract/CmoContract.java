package io.aicmo.http.contract;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Marketing, over HTTP: plans, funnels, content and launches. */
public interface CmoContract {
    Api api();

    // Plans

    @Test
    default void aPlanCoversExactlyNinetyDays() {
        Firm firm = api().aFirm();

        Reply plan = firm.owner().get("/v1/plans/" + firm.id("plan")).is(200);
        assertThat(plan.textAt("/start_date")).isEqualTo("2026-01-01");
        assertThat(plan.textAt("/end_date")).isEqualTo("2026-03-31");
        firm.owner()
                .post(
                        "/v1/plans",
                        json(
                                "{'workspace_id': '%s', 'name': 'Too long', 'start_date': '2026-01-01',"
                                        + " 'end_date': '2026-04-01'}",
                                firm.id("workspace")))
                .refuses(422, "/end_date");
    }

    @Test
    default void aPlanIsCreatedWithItsMilestonesOrNotAtAll() {
        Firm firm = api().aFirm();
        String plan = "{'workspace_id': '%s', 'plan': {'name': 'Spring', 'start_date': '2026-01-01',"
                + " 'kpis': [{'name': 'Leads', 'unit': 'leads', 'target': 150}],"
                + " 'themes': [{'month': 1, 'title': 'Be seen'}],"
                + " 'budget': {'amount': 3000, 'currency': 'EUR'},"
                + " 'budget_split': [{'purpose': 'email', 'percent': 40}, {'purpose': 'ads', 'percent': %s}],"
                + " 'milestones': [{'title': 'Last', 'due_date': '%s'}, {'title': 'First', 'due_date': '2026-01-02'}]}}";
        String function = "/functions/v1/cmo-create-plan";

        Reply made = firm.owner()
                .post(function, json(plan, firm.id("workspace"), "60", "2026-03-31"))
                .is(201);

        assertThat(made.textAt("/status")).isEqualTo("draft");
        assertThat(made.at("/milestones/0/title").asString()).isEqualTo("First");
        assertThat(made.at("/milestones/1/title").asString()).isEqualTo("Last");
        assertThat(firm.owner()
                        .get("/v1/plans/" + made.textAt("/id") + "/milestones?sort=due_date")
                        .is(200)
                        .at("/data")
                        .size())
                .isEqualTo(2);
        int plans = firm.owner().get("/v1/plans").is(200).at("/data").size();
        firm.owner()
                .post(function, json(plan, firm.id("workspace"), "60", "2026-04-01"))
                .refuses(422, "/plan/milestones/0/due_date");
        firm.owner()
                .post(function, json(plan, firm.id("workspace"), "60.5", "2026-03-31"))
                .refuses(422, "/plan/budget_split");
        assertThat(firm.owner().get("/v1/plans").is(200).at("/data").size()).isEqualTo(plans);
    }

    @Test
    default void aPlanThatIsKeptFromADraftSaysHowItWasMade() {
        Firm firm = api().aFirm();
        Firm stranger = api().aFirm();
        String plan = "{'workspace_id': '%s', 'run_id': '%s', 'plan': {'name': 'Drafted', 'start_date': '2026-01-01'}}";
        String function = "/functions/v1/cmo-create-plan";

        Reply made = firm.owner()
                .post(function, json(plan, firm.id("workspace"), firm.id("agent_run")))
                .is(201);

        assertThat(made.textAt("/generation/run_id")).isEqualTo(firm.id("agent_run"));
        assertThat(made.textAt("/generation/model")).isEqualTo("offline-playbook");
        firm.owner()
                .post(function, json(plan, firm.id("workspace"), stranger.id("agent_run")))
                .refuses(422, "/run_id");
        String other = firm.owner()
                .post("/v1/workspaces", json("{'name': 'Other'}"))
                .is(201)
                .textAt("/id");
        firm.owner().post(function, json(plan, other, firm.id("agent_run"))).refuses(422, "/run_id");
    }

    @Test
    default void aPlanThatMovesLeavesNoMilestoneOutside() {
        Firm firm = api().aFirm();
        String path = "/v1/plans/" + firm.id("plan");

        firm.owner().patch(path, json("{'start_date': '2026-02-01'}")).refuses(422, "/start_date");
        Reply moved =
                firm.owner().patch(path, json("{'start_date': '2026-01-15'}")).is(200);
        assertThat(moved.textAt("/end_date")).isEqualTo("2026-04-14");
        firm.owner()
                .patch("/v1/milestones/" + firm.id("milestone"), json("{'due_date': '2026-01-10'}"))
                .refuses(422, "/due_date");
    }

    @Test
    default void aMilestoneIsNotRestoredOutsideItsPlan() {
        Firm firm = api().aFirm();
        String plan = "/v1/plans/" + firm.id("plan");
        String milestone = "/v1/milestones/" + firm.id("milestone");
        firm.owner().delete(milestone).is(204);
        firm.owner().patch(plan, json("{'start_date': '2026-02-01'}")).is(200);

        firm.owner().post(milestone + "/restore").refuses(422, "/due_date");

        firm.owner().get(milestone).is(404);
        firm.owner().patch(plan, json("{'start_date': '2026-01-01'}")).is(200);
        firm.owner().post(milestone + "/restore").is(200);
    }

    @Test
    default void aPlanHasAtMostTwoHundredMilestonesHoweverTheyCome() {
        Firm firm = api().aFirm();
        String one = json("{'title': 'One', 'due_date': '2026-01-05'}");
        Reply made = firm.owner()
                .post(
                        "/functions/v1/cmo-create-plan",
                        json(
                                "{'workspace_id': '%s', 'plan': {'name': 'Full', 'start_date': '2026-01-01',"
                                        + " 'milestones': [%s]}}",
                                firm.id("workspace"), String.join(",", Collections.nCopies(200, one))))
                .is(201);
        String plan = made.textAt("/id");
        String below = "/v1/plans/" + plan + "/milestones";
        String byName = one.replace("{", json("{'plan_id': '%s', ", plan));
        String first = "/v1/milestones/" + made.textAt("/milestones/0/id");

        assertThat(firm.owner().post(below, one).is(422).textAt("/code")).isEqualTo("plan.too_many_milestones");
        firm.owner().post("/v1/milestones", byName).is(422);
        firm.owner().delete(first).is(204);
        firm.owner().post("/v1/milestones", byName).is(201);
        firm.owner().post(first + "/restore").is(422);

        firm.owner().get(first).is(404);
    }

    @Test
    default void aPlanSaysHowFarItIs() {
        Firm firm = api().aFirm();
        String path = "/v1/plans/" + firm.id("plan");
        firm.owner()
                .patch(path, json("{'kpis': [{'name': 'Clicks', 'unit': 'clicks', 'target': 900}]}"))
                .is(200);

        Reply progress = firm.owner().get(path + "/progress").is(200);

        assertThat(progress.at("/day_of_plan").intValue()).isEqualTo(90);
        assertThat(progress.at("/progress").intValue()).isZero();
        assertThat(progress.textAt("/overdue/0/title")).isEqualTo("Milestone " + firm.name());
        assertThat(progress.at("/kpis/0/actual").intValue()).isZero();
        firm.owner()
                .patch("/v1/milestones/" + firm.id("milestone"), json("{'status': 'done'}"))
                .is(200);
        assertThat(firm.owner().get(path + "/progress").is(200).at("/progress").intValue())
                .isEqualTo(100);
    }

    // Funnels

    @Test
    default void theStagesOfAFunnelAreOrdered() {
        Firm firm = api().aFirm();
        String stages = "/v1/funnels/" + firm.id("funnel") + "/stages";
        String stage = "{'position': %s, 'name': '%s', 'goal': 'Acts', 'conversion_target': 5}";
        firm.owner().post(stages, json(stage, 2, "Third")).is(201);
        firm.owner().post(stages, json(stage, 1, "Second")).is(201);

        JsonNode listed = firm.owner().get(stages + "?sort=position").is(200).at("/data");

        assertThat(values(listed, "position")).containsExactly("0", "1", "2");
        firm.owner().post(stages, json(stage, 1, "Again")).refuses(409, "/position");
        firm.owner()
                .patch("/v1/funnel-stages/" + firm.id("funnel_stage"), json("{'conversion_target': 0}"))
                .refuses(422, "/conversion_target");
    }

    @Test
    default void noTwoStagesOfAFunnelHaveTheSameName() {
        Firm firm = api().aFirm();
        String stages = "/v1/funnels/" + firm.id("funnel") + "/stages";
        String stage = "{'position': %s, 'name': '%s', 'goal': 'Acts', 'conversion_target': 5}";
        String second = "/v1/funnel-stages/"
                + firm.owner().post(stages, json(stage, 1, "Second")).is(201).textAt("/id");

        firm.owner().post(stages, json(stage, 2, "SECOND")).refuses(422, "/name");
        firm.owner().patch(second, json("{'name': 'stage %s'}", firm.name())).refuses(422, "/name");
        firm.owner().patch(second, json("{'name': 'second'}")).is(200);
        firm.owner().delete(second).is(204);
        firm.owner().post(stages, json(stage, 2, "Second")).is(201);
        firm.owner().post(second + "/restore").refuses(422, "/name");
    }

    // Content

    @Test
    default void nothingUnapprovedIsScheduledAndNothingApprovedIsRewritten() {
        Firm firm = api().aFirm();
        String path = "/v1/content-assets/" + firm.id("content_asset");

        firm.owner()
                .patch(path, json("{'status': 'scheduled', 'scheduled_at': '2026-02-01T09:00:00Z'}"))
                .refuses(422, "/status");
        firm.owner().patch(path, json("{'status': 'in_review'}")).is(200);
        firm.owner().patch(path, json("{'status': 'approved'}")).is(200);
        firm.owner().patch(path, json("{'body': 'Something else'}")).is(422);
        firm.owner()
                .patch("/v1/content-variants/" + firm.id("content_variant"), json("{'body': 'Something else'}"))
                .is(422);
        firm.owner()
                .patch(path, json("{'status': 'scheduled', 'scheduled_at': '2026-02-01T09:00:00Z'}"))
                .is(200);
        firm.owner().patch(path, json("{'status': 'published'}")).is(200);
        firm.owner().patch(path, json("{'status': 'draft'}")).refuses(422, "/status");
    }

    @Test
    default void whatWasApprovedKeepsItsVariants() {
        Firm firm = api().aFirm();
        String kept = "/v1/content-variants/" + firm.id("content_variant");
        String gone = "/v1/content-variants/"
                + firm.owner()
                        .post(
                                "/v1/content-assets/" + firm.id("content_asset") + "/variants",
                                json("{'label': 'C', 'body': 'Gone'}"))
                        .is(201)
                        .textAt("/id");
        firm.owner().delete(gone).is(204);
        Launching.approve(firm, firm.id("content_asset"));

        assertThat(firm.owner().delete(kept).is(422).textAt("/code")).isEqualTo("content_asset.approved");
        assertThat(firm.owner().post(gone + "/restore").is(422).textAt("/code")).isEqualTo("content_asset.approved");

        firm.owner().get(kept).is(200);
        firm.owner().get(gone).is(404);
        firm.owner()
                .patch("/v1/content-assets/" + firm.id("content_asset"), json("{'status': 'draft'}"))
                .is(200);
        firm.owner().delete(kept).is(204);
        firm.owner().post(gone + "/restore").is(200);
    }

    @Test
    default void theCalendarIsNotRestoredToSayOfSomethingUnapprovedThatItWentOut() {
        Firm firm = api().aFirm();
        Launching.approve(firm, firm.id("content_asset"));
        String event = "/v1/calendar-events/"
                + firm.owner()
                        .post(
                                "/v1/calendar-events",
                                json(
                                        "{'workspace_id': '%s', 'campaign_id': '%s', 'content_asset_id': '%s',"
                                                + " 'kind': 'publication', 'title': 'Out', 'starts_at':"
                                                + " '2026-01-05T09:00:00Z'}",
                                        firm.id("workspace"), firm.id("campaign"), firm.id("content_asset")))
                        .is(201)
                        .textAt("/id");
        firm.owner().patch(event, json("{'status': 'done'}")).is(200);
        firm.owner().delete(event).is(204);
        firm.owner()
                .patch("/v1/content-assets/" + firm.id("content_asset"), json("{'status': 'draft'}"))
                .is(200);

        firm.owner().post(event + "/restore").refuses(422, "/status");
    }

    @Test
    default void theCalendarSaysOfNothingUnapprovedThatItWentOut() {
        Firm firm = api().aFirm();
        String event = firm.owner()
                .post(
                        "/v1/calendar-events",
                        json(
                                "{'workspace_id': '%s', 'campaign_id': '%s', 'content_asset_id': '%s',"
                                        + " 'kind': 'publication', 'title': 'Out', 'starts_at': '2026-01-05T09:00:00Z'}",
                                firm.id("workspace"), firm.id("campaign"), firm.id("content_asset")))
                .is(201)
                .textAt("/id");

        firm.owner()
                .patch("/v1/calendar-events/" + event, json("{'status': 'done'}"))
                .refuses(422, "/status");
        firm.owner()
                .patch("/v1/calendar-events/" + event, json("{'status': 'done', 'kind': 'send'}"))
                .refuses(422, "/status");
        Launching.approve(firm, firm.id("content_asset"));
        firm.owner()
                .patch("/v1/calendar-events/" + event, json("{'status': 'done'}"))
                .is(200);
    }

    // Audience

    @Test
    default void aWorkspaceHasOnePrimarySegment() {
        Firm firm = api().aFirm();
        String first = firm.id("icp_segment");

        String second = segment(firm, "").is(201).textAt("/id");
        assertThat(rank(firm, second)).isEqualTo("secondary");
        Reply third = segment(firm, ", 'rank': 'primary'").is(201);
        assertThat(rank(firm, first)).isEqualTo("secondary");
        firm.owner()
                .patch("/v1/icp-segments/" + second, json("{'rank': 'primary'}"))
                .is(200);
        assertThat(rank(firm, third.textAt("/id"))).isEqualTo("secondary");

        firm.owner().delete("/v1/icp-segments/" + second).is(204);
        firm.owner()
                .patch("/v1/icp-segments/" + first, json("{'rank': 'primary'}"))
                .is(200);
        assertThat(firm.owner()
                        .post("/v1/icp-segments/" + second + "/restore")
                        .is(200)
                        .textAt("/rank"))
                .isEqualTo("secondary");
        assertThat(values(
                        firm.owner()
                                .get("/v1/icp-segments?rank=primary")
                                .is(200)
                                .at("/data"),
                        "id"))
                .containsExactly(first);
    }

    @Test
    default void theFirstSegmentOfAWorkspaceIsPrimaryWithoutSayingSo() {
        Firm firm = api().aFirm();
        String workspace = firm.owner()
                .post("/v1/workspaces", json("{'name': 'Other'}"))
                .is(201)
                .textAt("/id");

        Reply made = firm.owner()
                .post("/v1/icp-segments", json("{'workspace_id': '%s', 'name': 'Offices'}", workspace))
                .is(201);

        assertThat(made.textAt("/rank")).isEqualTo("primary");
        assertThat(rank(firm, firm.id("icp_segment"))).isEqualTo("primary");
    }

    private static Reply segment(Firm firm, String more) {
        return firm.owner()
                .post(
                        "/v1/icp-segments",
                        json(
                                "{'workspace_id': '%s', 'name': 'More'%s}",
                                firm.id("workspace"), more.replace("'", "\"")));
    }

    private static String rank(Firm firm, String segment) {
        return firm.owner().get("/v1/icp-segments/" + segment).is(200).textAt("/rank");
    }

    @Test
    default void whatIsNamedIsInTheSameWorkspace() {
        Firm firm = api().aFirm();
        String other = firm.owner()
                .post("/v1/workspaces", json("{'name': 'Other'}"))
                .is(201)
                .textAt("/id");

        firm.owner()
                .post(
                        "/v1/plans",
                        json(
                                "{'workspace_id': '%s', 'name': 'Far', 'start_date': '2026-01-01', 'offer_id': '%s'}",
                                other, firm.id("offer")))
                .refuses(422, "/offer_id");
    }

    // Conversations

    @Test
    default void aConversationIsListedAndShownWithAllThatWasSaid() {
        Firm firm = api().aFirm();

        Reply listed = firm.owner()
                .get("/v1/conversations?workspace_id=" + firm.id("workspace"))
                .is(200);
        Reply shown =
                firm.owner().get("/v1/conversations/" + firm.id("conversation")).is(200);

        assertThat(listed.textAt("/data/0/id")).isEqualTo(firm.id("conversation"));
        assertThat(listed.at("/data/0/turn_count").intValue()).isEqualTo(2);
        assertThat(listed.text()).doesNotContain("We are");
        assertThat(values(shown.at("/turns"), "speaker")).containsExactly("person", "agent");
        assertThat(shown.textAt("/turns/0/text")).isEqualTo("We are " + firm.name() + ".");
        firm.owner().delete("/v1/conversations/" + firm.id("conversation")).is(204);
        firm.owner().get("/v1/conversations/" + firm.id("conversation")).is(404);
    }

    // Versions

    @Test
    default void everyChangeOfAPlanIsAVersionThatCanBeComparedAndBroughtBack() {
        Firm firm = api().aFirm();
        String path = "/v1/plans/" + firm.id("plan");
        firm.owner().patch(path, json("{'name': 'Second', 'status': 'active'}")).is(200);
        firm.owner().patch(path, json("{'goal': 'More'}")).is(200);

        assertThat(values(firm.owner().get(path + "/versions").is(200).at("/data"), "version"))
                .containsExactly("3", "2", "1");
        Reply first = firm.owner().get(path + "/versions?limit=2").is(200);
        assertThat(values(
                        firm.owner()
                                .get(path + "/versions?limit=2&cursor=" + first.textAt("/next_cursor"))
                                .is(200)
                                .at("/data"),
                        "version"))
                .containsExactly("1");
        assertThat(firm.owner().get(path + "/versions/1").is(200).textAt("/record/name"))
                .isEqualTo("Plan " + firm.name());
        assertThat(values(firm.owner().get(path + "/versions/1/diff").is(200).at("/differences"), "field"))
                .containsExactly("name", "goal", "status");
        JsonNode renamed =
                firm.owner().get(path + "/versions/1/diff?to=2").is(200).at("/differences/0");
        assertThat(renamed.path("before").asString()).isEqualTo("Plan " + firm.name());
        assertThat(renamed.path("after").asString()).isEqualTo("Second");

        Reply back = firm.owner().post(path + "/versions/1/restore").is(200);

        assertThat(back.textAt("/name")).isEqualTo("Plan " + firm.name());
        assertThat(back.textAt("/status")).isEqualTo("active");
        assertThat(back.at("/version").intValue()).isEqualTo(4);
        firm.owner().get(path + "/versions/9").is(404);
        firm.owner().get(path + "/versions/nonsense").is(404);
        firm.owner().post(path + "/versions/9/restore").is(404);
    }

    @Test
    default void whatWasApprovedIsNotReplacedByAnOlderVersion() {
        Firm firm = api().aFirm();
        String path = "/v1/content-assets/" + firm.id("content_asset");
        firm.owner().patch(path, json("{'body': 'Better'}")).is(200);
        Launching.approve(firm, firm.id("content_asset"));

        firm.owner().post(path + "/versions/1/restore").is(422);
        firm.owner().patch(path, json("{'status': 'draft'}")).is(200);
        assertThat(firm.owner().post(path + "/versions/1/restore").is(200).textAt("/body"))
                .isEqualTo("Hello");
    }

    // Exports

    @Test
    default void plansFunnelsCampaignsAndContentAreExportedForPeopleAndPrograms() {
        Firm firm = api().aFirm();
        for (String path : List.of("plans", "funnels", "campaigns", "content-assets")) {
            String export = firm.pathOf("/v1/" + path + "/{id}/export");

            Reply markdown = firm.owner().get(export + "?format=markdown").is(200);
            Reply json = firm.owner().get(export + "?format=json").is(200);

            assertThat(markdown.header("Content-Type")).startsWith("text/markdown");
            assertThat(markdown.text()).startsWith("# ").contains(firm.name());
            assertThat(json.text()).contains(firm.name());
            firm.owner().get(export + "?format=pdf").refuses(422, "format");
        }
        assertThat(firm.owner()
                        .get("/v1/plans/" + firm.id("plan") + "/export?format=markdown")
                        .is(200)
                        .text())
                .contains("2026-01-31 (week 5): Milestone " + firm.name());
    }

    // Blueprints

    @Test
    default void aBlueprintBecomesACampaignWithItsChannelsAndItsCalendar() {
        Firm firm = api().aFirm();
        String blueprint = "{'workspace_id': '%s', 'plan_id': '%s', 'offer_id': '%s', 'run_id': '%s', 'blueprint': {"
                + "'name': 'Fresh %s', 'objective': 'Leads', 'goal': '50 leads', 'audience': 'Offices',"
                + " 'intensity': 'sprint', 'start_date': '2027-01-04', 'end_date': '2027-01-31',"
                + " 'phases': [{'name': 'All', 'goal': 'Be heard', 'start_day': 1, 'end_day': 28}],"
                + " 'channels': [{'channel': 'email', 'cadence': 'twice a week'}],"
                + " 'assets': [{'kind': 'email', 'channel': 'email', 'title': 'Hello', 'purpose': 'They answer'}],"
                + " 'calendar': [{'date': '%s', 'kind': 'launch', 'title': 'Go'}]}}";
        String path = "/v1/campaigns/from-blueprint";
        String run = firm.id("agent_run");

        Reply made = firm.owner()
                .post(
                        path,
                        json(
                                blueprint,
                                firm.id("workspace"),
                                firm.id("plan"),
                                firm.id("offer"),
                                run,
                                "one",
                                "2027-01-06"))
                .is(201);

        assertThat(made.textAt("/campaign/status")).isEqualTo("planning");
        assertThat(made.textAt("/campaign/generation/run_id")).isEqualTo(run);
        assertThat(made.textAt("/campaign/generation/model")).isEqualTo("offline-playbook");
        assertThat(made.textAt("/channels/0/cadence")).isEqualTo("twice a week");
        assertThat(values(made.at("/calendar_events"), "title")).containsExactly("Make: Hello", "Go");
        assertThat(made.textAt("/calendar_events/1/starts_at")).isEqualTo("2027-01-06T09:00:00Z");
        assertThat(firm.owner().get(made.header("Location")).is(200).textAt("/name"))
                .isEqualTo("Fresh one");
        firm.owner()
                .post(
                        path,
                        json(
                                blueprint,
                                firm.id("workspace"),
                                firm.id("plan"),
                                firm.id("offer"),
                                run,
                                "two",
                                "2027-02-06"))
                .refuses(422, "/blueprint/calendar");
        firm.owner()
                .post(
                        path,
                        json(
                                blueprint,
                                firm.id("workspace"),
                                firm.id("plan"),
                                firm.id("offer"),
                                firm.id("plan"),
                                "three",
                                "2027-01-06"))
                .refuses(422, "/run_id");
    }

    // Launching

    @Test
    default void aCampaignThatIsNotReadyIsToldEverythingThatIsMissing() {
        Firm firm = api().aFirm();

        Reply refused = Launching.launch(firm).is(422);

        assertThat(values(refused.at("/errors"), "code"))
                .containsExactlyInAnyOrder(
                        "campaign.without_offer",
                        "campaign.without_audience",
                        "campaign.content_not_approved",
                        // The firm's connection for e-mail is switched off.
                        "campaign.channel_not_connected",
                        "campaign.content_missing");
        assertThat(firm.owner()
                        .get("/v1/campaigns/" + firm.id("campaign"))
                        .is(200)
                        .textAt("/status"))
                .isEqualTo("planning");
    }

    @Test
    default void aChannelThatIsNotConnectedAndAnAudienceThatRefusesAreMissingToo() {
        Firm firm = Launching.aReadyFirm(api(), "UTC");
        firm.owner()
                .patch("/v1/campaign-channels/" + firm.id("campaign_channel"), json("{'connected': false}"))
                .is(200);
        firm.event("unsubscribed").is(201);

        Reply refused = Launching.launch(firm).is(422);

        assertThat(values(refused.at("/errors"), "code"))
                .containsExactlyInAnyOrder("campaign.channel_not_connected", "campaign.consent_missing");
    }

    @Test
    default void aChannelWhoseConnectionsAreAllSwitchedOffOrGoneIsNotConnected() {
        Firm firm = Launching.aReadyFirm(api(), "UTC");
        String connection = "/v1/channel-connections/" + firm.id("channel_connection");
        firm.owner().patch(connection, json("{'enabled': false}")).is(200);

        assertThat(values(Launching.launch(firm).refuses(422, "/channels/0").at("/errors"), "code"))
                .containsExactly("campaign.channel_not_connected");
        firm.owner().delete(connection).is(204);
        Launching.launch(firm).refuses(422, "/channels/0");

        firm.owner().post(connection + "/restore").is(200);
        firm.owner().patch(connection, json("{'enabled': true}")).is(200);
        Launching.launch(firm).is(200);
    }

    @Test
    default void aCampaignWhoseLastDayIsOverIsNeitherLaunchedNorGoesOn() {
        Firm firm = Launching.aReadyFirm(api(), "UTC");
        String path = "/v1/campaigns/" + firm.id("campaign");
        firm.owner().patch(path, json("{'end_date': '2026-01-31'}")).is(200);

        assertThat(values(Launching.launch(firm).refuses(422, "/end_date").at("/errors"), "code"))
                .containsExactly("campaign.is_over");

        firm.owner().patch(path, json("{'end_date': '2999-01-31'}")).is(200);
        Launching.launch(firm).is(200);
        firm.owner()
                .patch(path, json("{'status': 'paused', 'end_date': '2026-01-31'}"))
                .is(200);
        firm.owner().patch(path, json("{'status': 'active'}")).refuses(422, "/end_date");
    }

    @Test
    default void aLaunchMakesSequenceCalendarAndFormTokensAtOnce() {
        Firm firm = Launching.aReadyFirm(api(), "UTC");

        Reply launched = Launching.launch(firm).is(200);

        assertThat(launched.textAt("/status")).isEqualTo("active");
        assertThat(launched.json().propertyNames())
                .containsAll(firm.owner()
                        .get("/v1/campaigns/" + firm.id("campaign"))
                        .is(200)
                        .json()
                        .propertyNames());
        JsonNode sequence = firm.owner()
                .get("/v1/sequences/" + launched.textAt("/sequence_id"))
                .is(200)
                .at("/steps");
        assertThat(values(sequence, "subject")).containsExactly("Asset " + firm.name(), "And then");
        assertThat(values(launched.at("/calendar_events"), "kind"))
                .containsExactlyInAnyOrder("launch", "send", "send", "publication", "publication");
        assertThat(launched.at("/form_tokens").size()).isEqualTo(1);
        api().anyone()
                .with("X-Form-Token", launched.at("/form_tokens/0/token").asString())
                .post("/functions/v1/landing-form-submit", json("{'email': 'visitor@example.com'}"))
                .is(201);
        assertThat(values(
                        firm.owner()
                                .get("/v1/content-assets?status=scheduled&campaign_id=" + firm.id("campaign"))
                                .is(200)
                                .at("/data"),
                        "status"))
                .hasSize(4);
    }

    @Test
    default void aCampaignIsLaunchedOnce() {
        Firm firm = Launching.aReadyFirm(api(), "UTC");
        Launching.launch(firm).is(200);

        Reply again = Launching.launch(firm).is(200);

        assertThat(again.at("/calendar_events").isEmpty()).isTrue();
        assertThat(again.at("/form_tokens").isEmpty()).isTrue();
        assertThat(firm.owner()
                        .get("/v1/sequences?campaign_id=" + firm.id("campaign"))
                        .is(200)
                        .at("/data")
                        .size())
                // The firm has one of its own.
                .isEqualTo(2);
    }

    @Test
    default void aLaunchedCampaignPausesAndGoesOnOnlyIfItIsStillReady() {
        Firm firm = Launching.aReadyFirm(api(), "UTC");
        String path = "/v1/campaigns/" + firm.id("campaign");
        firm.owner().patch(path, json("{'status': 'active'}")).refuses(422, "/status");
        Launching.launch(firm).is(200);

        firm.owner().patch(path, json("{'status': 'planning'}")).refuses(422, "/status");
        firm.owner().patch(path, json("{'status': 'paused'}")).is(200);
        firm.owner()
                .patch("/v1/offers/" + firm.id("offer"), json("{'status': 'retired'}"))
                .is(200);
        firm.owner().patch(path, json("{'status': 'active'}")).refuses(422, "/offer_id");
        firm.owner()
                .patch("/v1/offers/" + firm.id("offer"), json("{'status': 'active'}"))
                .is(200);

        assertThat(firm.owner()
                        .patch(path, json("{'status': 'active'}"))
                        .is(200)
                        .textAt("/status"))
                .isEqualTo("active");
    }

    @Test
    default void aCampaignBeginsWhenItsFirstDayDoesWhereTheTenantIs() {
        Firm firm = Launching.aReadyFirm(api(), "Asia/Kolkata");
        firm.owner()
                .patch("/v1/campaigns/" + firm.id("campaign"), json("{'start_date': '2999-03-01'}"))
                .is(200);

        Reply launched = Launching.launch(firm).is(200);

        assertThat(launched.textAt("/calendar_events/0/kind")).isEqualTo("launch");
        assertThat(launched.textAt("/calendar_events/0/starts_at")).isEqualTo("2999-02-28T18:30:00Z");
    }

    /** What stands in a field of each row. */
    static List<String> values(JsonNode rows, String field) {
        List<String> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.path(field).asString()));
        return values;
    }
}
