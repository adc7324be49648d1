package io.aicmo.http.contract;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
        Eventually.holds(() -> assertThat(firm.owner()
                        .get("/v1/jobs/" + taken.textAt("/job_id"))
                        .is(200)
                        .textAt("/status"))
                .isEqualTo("succeeded"));

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
}
