package io.aicmo.http.contract;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Figures in, performance, weekly summaries and recommendations out. */
public interface MeasureRoutesContract {
    Api api();

    @Test
    default void theSameFiguresAgainChangeNothingAndOthersReplaceThem() {
        Firm firm = api().aFirm();

        Reply created =
                record(firm, report(firm, "google_ads", "2026-03-02", 10)).is(200);
        Reply unchanged =
                record(firm, report(firm, "google_ads", "2026-03-02", 10)).is(200);
        Reply replaced =
                record(firm, report(firm, "google_ads", "2026-03-02", 12)).is(200);

        assertThat(created.textAt("/results/0/outcome")).isEqualTo("created");
        assertThat(created.at("/results/0/status").intValue()).isEqualTo(201);
        assertThat(unchanged.textAt("/results/0/outcome")).isEqualTo("unchanged");
        assertThat(replaced.textAt("/results/0/outcome")).isEqualTo("replaced");
        assertThat(replaced.textAt("/results/0/snapshot/id")).isEqualTo(created.textAt("/results/0/snapshot/id"));
        assertThat(replaced.at("/results/0/snapshot/clicks").intValue()).isEqualTo(12);
        assertThat(replaced.at("/results/0/snapshot/version").intValue()).isEqualTo(2);
    }

    @Test
    default void ofManyReportsTheGoodAreKeptAndTheBadNamed() {
        Firm firm = api().aFirm();
        Firm stranger = api().aFirm();

        Reply reply = record(
                        firm,
                        json(
                                "{'items': [%s, %s, %s]}",
                                report(firm, "google_ads", "2026-03-02", 10),
                                report(stranger, "google_ads", "2026-03-02", 10),
                                report(firm, "Google Ads!", "2026-03-02", 10)))
                .is(207);

        assertThat(reply.at("/results/0/status").intValue()).isEqualTo(201);
        assertThat(reply.at("/results/1/status").intValue()).isEqualTo(422);
        assertThat(reply.textAt("/results/1/error/errors/0/pointer")).isEqualTo("/campaign_id");
        assertThat(reply.textAt("/results/2/error/errors/0/pointer")).isEqualTo("/channel");
    }

    @Test
    default void aReportThatCannotBeIsRefusedByField() {
        Firm firm = api().aFirm();
        Firm stranger = api().aFirm();

        record(firm, "{}").refuses(422, "/campaign_id").refuses(422, "/day");
        record(firm, report(stranger, "google_ads", "2026-03-02", 1)).refuses(422, "/campaign_id");
        record(firm, report(firm, "google_ads", "2996-03-02", 1)).refuses(422, "/day");
        record(firm, report(firm, "google_ads", "2026-03-02", 1).replace("\"EUR\"", "\"eur\""))
                .refuses(422, "/currency");
        record(firm, json("{'items': [%s], 'source': 'api'}", report(firm, "google_ads", "2026-03-02", 1)))
                .refuses(422, "/source");
    }

    @Test
    default void performanceJoinsTheSpineAndTheSources() {
        Firm firm = api().aFirm();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        firm.event("sent").is(201);
        firm.event("replied").is(201);
        record(firm, report(firm, "google_ads", today.toString(), 10)).is(200);
        record(firm, report(firm, "google_ads", today.minusDays(400).toString(), 99))
                .is(200);

        Reply reply = performance(firm, "?to=" + today.plusDays(1)).is(200);

        assertThat(reply.at("/totals/metrics/clicks").intValue()).isEqualTo(10);
        assertThat(reply.at("/totals/spine/replies").intValue()).isEqualTo(1);
        assertThat(reply.at("/totals/new_leads").intValue()).isEqualTo(1);
        assertThat(reply.at("/totals/rates/cpl").decimalValue()).isEqualByComparingTo("6.25");
        assertThat(reply.at("/totals/rates/ctr").decimalValue()).isEqualByComparingTo("0.01");
        assertThat(reply.at("/channels/0/channel").asString()).isEqualTo("email");
        assertThat(reply.at("/channels/0/figures/rates/ctr").isNull()).isTrue();
        assertThat(reply.at("/channels/1/channel").asString()).isEqualTo("google_ads");
        assertThat(reply.at("/days").size()).isGreaterThanOrEqualTo(2);
        performance(firm, "?from=2026-03-03&to=2026-03-02").refuses(422, "/from");
    }

    @Test
    default void aWeekIsSummedUpOnceAndRevisedWhenFiguresComeInLater() {
        Firm firm = api().aFirm();
        record(firm, report(firm, "google_ads", "2026-03-02", 20)).is(200);
        record(firm, report(firm, "google_ads", "2026-02-24", 10)).is(200);

        Reply made = summarize(firm, "{'week': '2026-W10'}").is(201);
        Reply again = summarize(firm, "{'week': '2026-W10'}").is(200);
        record(firm, report(firm, "meta_ads", "2026-03-04", 5)).is(200);
        Reply revised = summarize(firm, "{'week': '2026-W10'}").is(200);

        assertThat(made.textAt("/week_start")).isEqualTo("2026-03-02");
        assertThat(made.textAt("/generation/model")).isEqualTo("offline-playbook");
        assertThat(made.at("/figures").toString()).contains("\"metric\":\"clicks\"", "\"change_percent\":100");
        assertThat(made.textAt("/wording/summary")).containsPattern("2,?000");
        assertThat(again.text()).isEqualTo(made.text());
        assertThat(revised.textAt("/id")).isEqualTo(made.textAt("/id"));
        assertThat(revised.at("/version").intValue()).isEqualTo(2);
        assertThat(firm.owner().get(made.header("Location")).is(200).text()).isEqualTo(revised.text());
        assertThat(firm.owner()
                        .get("/v1/weekly-summaries?week_start=2026-03-02")
                        .is(200)
                        .at("/data")
                        .size())
                .isEqualTo(1);
    }

    @Test
    default void aWeekThatCannotBeSummedUpIsRefused() {
        Firm firm = api().aFirm();
        Firm stranger = api().aFirm();

        summarize(firm, "{'week': '2026-W54'}").refuses(422, "/week");
        summarize(firm, "{'week': '2996-W10'}").refuses(422, "/week");
        summarize(firm, json("{'workspace_id': '%s'}", stranger.id("workspace")))
                .refuses(422, "/workspace_id");
        summarize(firm, json("{'workspace_id': '%s'}", UUID.randomUUID())).refuses(422, "/workspace_id");
        summarize(firm, "{}");
        firm.user("viewer").post("/functions/v1/cmo-summarize-weekly", "{}").is(403);
    }

    @Test
    default void aRecommendationIsAcceptedDismissedAndReopened() {
        Firm firm = api().aFirm();
        String path = "/v1/recommendations/" + firm.id("recommendation");

        Reply accepted = firm.owner().post(path + "/accept").is(200);
        firm.owner().post(path + "/accept").is(200);
        firm.owner().post(path + "/dismiss").refuses(422, "/status");
        Reply reopened = firm.owner().post(path + "/reopen").is(200);
        Reply dismissed = firm.owner().post(path + "/dismiss").is(200);

        assertThat(accepted.textAt("/status")).isEqualTo("accepted");
        assertThat(accepted.textAt("/decided_by")).startsWith("api_key ");
        assertThat(accepted.at("/decided_at").isString()).isTrue();
        assertThat(reopened.at("/decided_by").isNull()).isTrue();
        assertThat(dismissed.textAt("/status")).isEqualTo("dismissed");
        firm.user("viewer").post(path + "/accept").is(403);
    }

    private Reply record(Firm firm, String body) {
        return firm.owner().post("/functions/v1/cmo-record-metrics", body);
    }

    private Reply summarize(Firm firm, String body) {
        return firm.owner().post("/functions/v1/cmo-summarize-weekly", json(body.replace("%", "%%")));
    }

    private Reply performance(Firm firm, String query) {
        return firm.owner().get("/v1/campaigns/" + firm.id("campaign") + "/performance" + query);
    }

    private static String report(Firm firm, String channel, String day, int clicks) {
        return json(
                "{'campaign_id': '%s', 'channel': '%s', 'day': '%s', 'source': 'api', 'impressions': %d, 'clicks': %d,"
                        + " 'leads': 2, 'spend': 12.5, 'currency': 'EUR'}",
                firm.id("campaign"), channel, day, 100 * clicks, clicks);
    }
}
