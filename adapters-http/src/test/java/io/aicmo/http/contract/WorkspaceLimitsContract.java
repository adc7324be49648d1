package io.aicmo.http.contract;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A credential that may enter some workspaces reaches nothing of another, whatever it names to get there. */
public interface WorkspaceLimitsContract {
    Api api();

    /** A firm with a second workspace, and a key that may enter that one alone. */
    record Limited(Firm firm, String workspace, Client key) {
        static Limited in(Api api) {
            Firm firm = api.aFirm();
            String workspace = firm.owner()
                    .post("/v1/workspaces", json("{'name': 'Other'}"))
                    .is(201)
                    .textAt("/id");
            return new Limited(firm, workspace, firm.key("owner", json(", 'workspace_ids': ['%s']", workspace)));
        }

        String aCampaign() {
            return key.post(
                            "/v1/campaigns",
                            json("{'workspace_id': '%s', 'name': 'Mine', 'channels': ['email']}", workspace))
                    .is(201)
                    .textAt("/id");
        }

        String aLead() {
            return key.post("/v1/leads/upsert", json("{'email': '%s@example.com'}", UUID.randomUUID()))
                    .is(201)
                    .textAt("/lead_id");
        }

        String ada() {
            return "ada@" + firm.name().toLowerCase(Locale.ROOT) + ".example.com";
        }
    }

    private static String reply(String eventId, String whom) {
        return json(
                "{'channel': 'email', 'activity_type': 'email_replied', 'provider': 'test', 'provider_event_id': '%s', %s}",
                eventId, whom);
    }

    private static String reply(String whom) {
        return reply(UUID.randomUUID().toString(), whom);
    }

    @Test
    default void anEventThatTurnsOutToBeAnotherWorkspacesIsForbidden() {
        Limited limited = Limited.in(api());
        Firm firm = limited.firm;
        String before = firm.owner().get("/v1/leads/" + firm.id("lead")).text();

        for (String whom : new String[] {
            json("'lead_id': '%s'", firm.id("lead")),
            json("'contact_id': '%s'", firm.id("contact")),
            json("'email': '%s'", limited.ada()),
            json("'contact_id': '%s', 'campaign_id': '%s'", firm.id("contact"), firm.id("campaign")),
            json("'contact_id': '%s', 'campaign_id': '%s'", firm.id("contact"), limited.aCampaign())
        }) {
            limited.key.post("/v1/channel-events", reply(whom)).is(403);
        }

        assertThat(firm.owner().get("/v1/leads/" + firm.id("lead")).text()).isEqualTo(before);
        assertThat(firm.owner()
                        .get("/v1/leads/" + firm.id("lead") + "/sequence-runs")
                        .textAt("/data/0/status"))
                .isEqualTo("active");
    }

    @Test
    default void whatAnotherWorkspaceRecordedIsNotToldToWhoeverSendsItAgain() {
        Limited limited = Limited.in(api());
        String lead = limited.aLead();
        limited.firm
                .owner()
                .post("/v1/channel-events", reply("seen", json("'lead_id': '%s'", limited.firm.id("lead"))))
                .is(201);

        Reply again = limited.key.post("/v1/channel-events", reply("seen", json("'lead_id': '%s'", lead)));

        again.is(403);
        assertThat(again.text()).doesNotContain(limited.firm.id("lead"));
    }

    @Test
    default void aForbiddenEventOfABatchLeavesTheOthersAlone() {
        Limited limited = Limited.in(api());
        String batch = "{\"items\": ["
                + reply(json("'lead_id': '%s'", limited.firm.id("lead"))) + ","
                + reply(json("'lead_id': '%s'", limited.aLead())) + "]}";

        Reply taken = limited.key.post("/v1/channel-events/batch", batch).is(207);

        assertThat(taken.at("/results/0/status").asInt(0)).isEqualTo(403);
        assertThat(taken.at("/results/1/status").asInt(0)).isEqualTo(201);
    }

    @Test
    default void aSequenceTakesLeadsOfItsOwnWorkspaceAlone() {
        Limited limited = Limited.in(api());
        Firm firm = limited.firm;
        String sequence = limited.key
                .post(
                        "/v1/sequences",
                        json(
                                "{'workspace_id': '%s', 'campaign_id': '%s', 'name': 'Mine', 'steps': [{'channel':"
                                        + " 'email', 'delay_hours': 0, 'subject': 'Hello', 'body': 'Hi'}]}",
                                limited.workspace, limited.aCampaign()))
                .is(201)
                .textAt("/id");
        String theirs = json("{'lead_id': '%s'}", firm.id("lead"));

        limited.key.post("/v1/sequences/" + sequence + "/enroll", theirs).is(403);
        firm.owner().post("/v1/sequences/" + sequence + "/enroll", theirs).refuses(422, "/lead_id");
        limited.key
                .post("/v1/sequences/" + sequence + "/enroll", json("{'lead_id': '%s'}", limited.aLead()))
                .is(201);
    }

    @Test
    default void aPersonsTimelineShowsWhatHappenedInOnesOwnWorkspaces() {
        Limited limited = Limited.in(api());
        Firm firm = limited.firm;
        String path = "/v1/contacts/" + firm.id("contact") + "/timeline";
        assertThat(firm.owner().get(path).is(200).at("/data").isEmpty()).isFalse();

        assertThat(limited.key.get(path).is(200).at("/data").isEmpty()).isTrue();
        String lead = limited.key
                .post("/v1/leads/upsert", json("{'email': '%s'}", limited.ada()))
                .is(201)
                .textAt("/lead_id");
        limited.key
                .post("/v1/channel-events", reply(json("'lead_id': '%s'", lead)))
                .is(201);
        Reply own = limited.key.get(path).is(200);

        assertThat(own.at("/data").size()).isEqualTo(1);
        assertThat(own.textAt("/data/0/lead_id")).isEqualTo(lead);
    }

    @Test
    default void withoutACampaignAPersonIsALeadOfEachWorkspaceThatUpsertsThem() {
        Limited limited = Limited.in(api());
        Firm firm = limited.firm;
        String ada = json("{'email': '%s'}", limited.ada());

        String theirs = firm.owner().post("/v1/leads/upsert", ada).is(201).textAt("/lead_id");
        String mine = limited.key.post("/v1/leads/upsert", ada).is(201).textAt("/lead_id");

        assertThat(mine).isNotEqualTo(theirs);
        assertThat(limited.key.get("/v1/leads/" + mine).is(200).textAt("/workspace_id"))
                .isEqualTo(limited.workspace);
        assertThat(limited.key.post("/v1/leads/upsert", ada).is(200).textAt("/lead_id"))
                .isEqualTo(mine);
        assertThat(firm.owner().post("/v1/leads/upsert", ada).is(200).textAt("/lead_id"))
                .isEqualTo(theirs);
    }

    @Test
    default void aWebhookSourceIsOfNoOtherWorkspacesCampaign() {
        Limited limited = Limited.in(api());
        String source = "{'provider': 'generic', 'campaign_id': '%s'}";

        limited.key
                .post("/v1/webhook-sources", json(source, limited.firm.id("campaign")))
                .is(403);
        limited.key
                .post("/v1/webhook-sources", json(source, limited.aCampaign()))
                .is(201);
    }
}
