package io.aicmo.app.demo;

import io.aicmo.app.demo.Api.Answer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What the marketing department does: from a conversation about the brand to a campaign that runs, and what came of it. */
final class Marketing {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final int MOST_ROWS = 12;

    private final Api api;
    private final Teller teller;
    private final InstantSource clock;
    private final JsonNode script;
    private final String apiKey;
    private final String workspace;
    private String plan = "";
    private String campaign = "";
    private String model = "";

    Marketing(Api api, Teller teller, InstantSource clock, Path folder, String apiKey, String workspace) {
        this.api = api;
        this.teller = teller;
        this.clock = clock;
        this.script = Api.parse(Step.bytes(folder.resolve("marketing.json")));
        this.apiKey = apiKey;
        this.workspace = workspace;
    }

    /** The campaign, and what its launch made. */
    record Launched(String campaignId, String sequenceId, String formToken) {}

    /** From the first question about the brand to the launch. */
    Launched launched() {
        talkAboutTheBrand();
        String segment = make("/v1/icp-segments", "segment");
        String offer = make("/v1/offers", "offer");
        teller.say(
                "It says whom it wants to reach, and what it offers",
                script.at("/offer/name").asString());
        planNinetyDays(segment, offer);
        drawTheFunnel();
        designTheCampaign(segment, offer);
        writeTheContent();
        return launch();
    }

    private void talkAboutTheBrand() {
        Table talk = new Table("the department asks", "Northwind answers");
        String message = script.at("/conversation/hello").asString();
        String conversation = null;
        JsonNode output;
        do {
            Map<String, Object> body = new HashMap<>();
            body.put("workspace_id", workspace);
            body.put("conversation_id", conversation);
            body.put("input", Map.of("message", message));
            Answer answer = post("/functions/v1/cmo-brand-intake", body, 200);
            model = answer.text("model");
            output = answer.body().path("output");
            conversation = output.path("conversation_id").asString();
            String asking = output.path("asking").asString("");
            message = script.at("/conversation/answers/" + asking)
                    .asString(script.at("/conversation/otherwise").asString());
            if (!asking.isEmpty()) {
                talk.row(asking.replace('_', ' '), message);
            }
        } while (!output.path("asking").asString("").isEmpty() && talk.size() < MOST_ROWS + MOST_ROWS);
        teller.say(
                "It talks about its brand",
                output.path("complete").asBoolean() ? "the profile is complete" : "the profile is not complete yet");
        teller.heading("The conversation (" + author() + ")");
        teller.show(talk);
        teller.heading("What it wants, and how it gets there");
    }

    private String author() {
        return model.equals("offline-playbook")
                ? "the offline playbooks ask and write; --ai lets the AI that you have configured do it"
                : model + " asks and writes";
    }

    private String make(String path, String name) {
        Map<String, Object> body = object(script.path(name));
        body.put("workspace_id", workspace);
        return post(path, body, 201).text("id");
    }

    private void planNinetyDays(String segment, String offer) {
        Answer drafted = post(
                "/functions/v1/cmo-plan-90day",
                Map.of("workspace_id", workspace, "input", Map.of("icp_segment_id", segment, "offer_id", offer)),
                200);
        Map<String, Object> words = object(drafted.body().path("output"));
        words.put("icp_segment_id", segment);
        words.put("offer_id", offer);
        JsonNode made = post(
                        "/functions/v1/cmo-create-plan",
                        Map.of("workspace_id", workspace, "run_id", drafted.text("run_id"), "plan", words),
                        201)
                .body();
        plan = made.path("id").asString();
        api.patch("/v1/plans/" + plan, apiKey, Map.of("status", "active")).expect(200);
        teller.say("A plan for 90 days is drafted and kept", made.path("name").asString());
        teller.heading("The plan: " + made.path("goal").asString());
        Table months = new Table("month", "about", "milestones");
        for (JsonNode theme : made.path("themes")) {
            int month = theme.path("month").asInt();
            months.row(month, theme.path("title").asString(), milestones(made, month));
        }
        teller.show(months);
        teller.remark("judged by: "
                + listed(
                        made.path("kpis"),
                        kpi -> kpi.path("target").asString() + " "
                                + kpi.path("name").asString()));
        teller.remark("budget: " + money(made.path("budget")) + ", of it "
                + listed(
                        made.path("budget_split"),
                        share -> share.path("percent").asString() + " % "
                                + share.path("purpose").asString().replace('_', ' ')));
        teller.heading("From the plan to the launch");
    }

    private static String milestones(JsonNode plan, int month) {
        LocalDate start = LocalDate.parse(plan.path("start_date").asString());
        return StreamSupport.stream(plan.path("milestones").spliterator(), false)
                .filter(milestone -> {
                    long day = LocalDate.parse(milestone.path("due_date").asString())
                                    .toEpochDay()
                            - start.toEpochDay();
                    return day / 30 + 1 == month;
                })
                .map(milestone -> milestone.path("title").asString())
                .collect(Collectors.joining("; "));
    }

    private void drawTheFunnel() {
        JsonNode funnel = post("/functions/v1/cmo-generate-funnel", Map.of("plan_id", plan), 201)
                .body();
        teller.say(
                "Its funnel is drawn",
                listed(
                        funnel.path("stages"),
                        stage -> stage.path("name").asString() + " "
                                + stage.path("conversion_target").asString() + " %"));
    }

    private void designTheCampaign(String segment, String offer) {
        Map<String, Object> input = new HashMap<>();
        input.put("plan_id", plan);
        input.put("channels", object(script).get("channels"));
        Answer drafted =
                post("/functions/v1/cmo-campaign-designer", Map.of("workspace_id", workspace, "input", input), 200);
        Map<String, Object> blueprint = new LinkedHashMap<>();
        blueprint.put("workspace_id", workspace);
        blueprint.put("plan_id", plan);
        blueprint.put("target_icp_id", segment);
        blueprint.put("offer_id", offer);
        blueprint.put("run_id", drafted.text("run_id"));
        blueprint.put("blueprint", object(drafted.body().path("output")));
        JsonNode made = post("/v1/campaigns/from-blueprint", blueprint, 201).body();
        campaign = made.at("/campaign/id").asString();
        teller.say(
                "A campaign is designed and kept",
                made.at("/campaign/name").asString() + ": "
                        + listed(
                                made.path("channels"),
                                channel -> channel.path("channel").asString().replace('_', ' ')));
    }

    private void writeTheContent() {
        Answer asked = post("/functions/v1/cmo-generate-content", Map.of("campaign_id", campaign, "emails", 3), 202);
        JsonNode job = api.done(asked.text("job_id"), apiKey);
        if (!job.path("status").asString().equals("succeeded")) {
            throw new IllegalStateException("the content was not written: " + job);
        }
        teller.say(
                "Its content is written",
                job.at("/result/content_asset_ids").size() + " pieces, "
                        + job.at("/result/variants").asInt() + " variants, "
                        + job.at("/result/automation_steps").asInt() + " automation steps");
    }

    private Launched launch() {
        Answer refused = post("/functions/v1/cmo-launch-campaign", Map.of("campaign_id", campaign), 422);
        teller.say(
                "It is not launched before somebody has approved that",
                "refused: " + refused.body().at("/errors/0/detail").asString());
        Table content = new Table("content", "on", "title");
        for (JsonNode asset : sorted(
                get("/v1/content-assets?limit=200&campaign_id=" + campaign).path("data"), "kind", "position")) {
            String path = "/v1/content-assets/" + asset.path("id").asString();
            api.patch(path, apiKey, Map.of("status", "in_review")).expect(200);
            api.patch(path, apiKey, Map.of("status", "approved")).expect(200);
            content.row(
                    asset.path("kind").asString().replace('_', ' '),
                    asset.path("channel").asString().replace('_', ' '),
                    asset.path("title").asString());
        }
        teller.say("Northwind reads and approves it", content.size() + " pieces");
        JsonNode launched = post("/functions/v1/cmo-launch-campaign", Map.of("campaign_id", campaign), 200)
                .body();
        teller.say(
                "It launches",
                launched.path("status").asString() + ": a sequence of e-mails, "
                        + launched.path("calendar_events").size() + " dates in the calendar, a form on the page");
        teller.heading("The content");
        teller.show(content);
        teller.heading("The calendar (UTC)");
        Table calendar = new Table("when", "what", "title");
        sorted(launched.path("calendar_events"), "starts_at", "kind").stream()
                .limit(MOST_ROWS)
                .forEach(event -> calendar.row(
                        MINUTE.format(Instant.parse(event.path("starts_at").asString())),
                        event.path("kind").asString(),
                        event.path("title").asString()));
        teller.show(calendar);
        return new Launched(
                campaign,
                launched.path("sequence_id").asString(),
                launched.at("/form_tokens/0/token").asString());
    }

    /** What came of it, and what to do next. */
    void measured() {
        teller.heading("What the week brought");
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Map<String, Object>> items = new ArrayList<>();
        for (JsonNode report : script.path("reports")) {
            Map<String, Object> item = object(report);
            LocalDate day = today.minusDays(report.path("days_ago").asInt());
            item.remove("days_ago");
            item.putAll(
                    Map.of("campaign_id", campaign, "day", day.toString(), "source", "platform", "currency", "EUR"));
            items.add(item);
        }
        post("/functions/v1/cmo-record-metrics", Map.of("items", items), 200);
        teller.say("The ad platforms report", items.size() + " reports, of this week and the last");
        sumUp(today);
        recommend();
        JsonNode progress = get("/v1/plans/" + plan + "/progress");
        teller.say(
                "How far the plan is",
                "day " + progress.path("day_of_plan").asInt() + " of 90, "
                        + progress.path("milestones_open").asInt() + " milestones open, "
                        + progress.path("overdue").size() + " overdue");
    }

    private void sumUp(LocalDate today) {
        String week = DateTimeFormatter.ISO_WEEK_DATE.format(today).substring(0, "2026-W10".length());
        JsonNode summary = post(
                        "/functions/v1/cmo-summarize-weekly", Map.of("workspace_id", workspace, "week", week), 201)
                .body();
        teller.say("The week is summed up", summary.at("/wording/headline").asString());
        teller.heading(week + ": " + summary.at("/wording/headline").asString());
        Table table = new Table("figure", "this week", "last week", "change");
        for (JsonNode figure : summary.path("figures")) {
            table.row(
                    figure.path("metric").asString().replace('_', ' '),
                    figure(figure, "this_week"),
                    figure(figure, "last_week"),
                    change(figure.path("change_percent")));
        }
        teller.show(table);
        teller.remark("worded by " + summary.at("/generation/model").asString()
                + "; every number in the words is one of the figures");
        for (JsonNode highlight : summary.at("/wording/highlights")) {
            teller.remark("+ " + highlight.asString());
        }
        for (JsonNode concern : summary.at("/wording/concerns")) {
            teller.remark("– " + concern.asString());
        }
    }

    private static String change(JsonNode percent) {
        return percent.isNumber() ? percent.decimalValue().toPlainString() + " %" : "–";
    }

    private void recommend() {
        JsonNode judged =
                post("/v1/campaigns/" + campaign + "/recommend", Map.of(), 200).body();
        teller.heading("What to do next");
        Table table = new Table("recommended", "should bring", "sure", "because of");
        for (JsonNode one : judged.path("recommendations")) {
            table.row(
                    one.path("title").asString(),
                    one.path("expected_effect").asString(),
                    Math.round(one.path("confidence").asDouble() * 100) + " %",
                    listed(
                            one.path("evidence"),
                            evidence -> evidence.path("figure").asString() + " "
                                    + evidence.path("value").asString()));
        }
        teller.show(table);
        teller.heading("And then");
        if (!judged.path("recommendations").isEmpty()) {
            String first = judged.at("/recommendations/0/id").asString();
            JsonNode accepted = post("/v1/recommendations/" + first + "/accept", Map.of(), 200)
                    .body();
            teller.say(
                    "Northwind decides about the first recommendation",
                    accepted.path("status").asString());
        }
    }

    private Answer post(String path, Map<String, ?> body, int status) {
        return api.post(path, apiKey, body).expect(status);
    }

    private JsonNode get(String path) {
        return api.get(path, apiKey).expect(200).body();
    }

    private static List<JsonNode> sorted(JsonNode rows, String by, String then) {
        return StreamSupport.stream(rows.spliterator(), false)
                .sorted(Comparator.comparing((JsonNode row) -> row.path(by).asString())
                        .thenComparing(row -> row.path(then).asString()))
                .toList();
    }

    /** A figure as people write it: a share as per cent. */
    private static String figure(JsonNode of, String field) {
        JsonNode value = of.path(field);
        if (!value.isNumber()) {
            return "–";
        }
        boolean share = of.path("unit").asString().equals("share");
        BigDecimal number = share ? value.decimalValue().movePointRight(2) : value.decimalValue();
        return number.setScale(
                                Math.min(
                                        2,
                                        Math.max(0, number.stripTrailingZeros().scale())),
                                RoundingMode.HALF_UP)
                        .toPlainString()
                + (share ? " %" : "");
    }

    private static Map<String, Object> object(JsonNode node) {
        return new LinkedHashMap<>(Api.plain(node));
    }

    private static String listed(JsonNode nodes, Function<JsonNode, String> word) {
        return StreamSupport.stream(nodes.spliterator(), false).map(word).collect(Collectors.joining(", "));
    }

    private static String money(JsonNode money) {
        return money.isObject()
                ? money.path("amount").asString() + " " + money.path("currency").asString()
                : "not set";
    }
}
