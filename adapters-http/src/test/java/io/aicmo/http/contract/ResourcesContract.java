package io.aicmo.http.contract;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What all resources have in common: lists, changes, versions, deletion, batches. */
public interface ResourcesContract {
    Api api();

    @Test
    default void aListIsReadPageByPageInEitherDirection() {
        Firm firm = api().aFirm();
        for (String name : List.of("delta", "alpha", "charlie", "bravo")) {
            firm.owner()
                    .post(
                            "/v1/campaigns",
                            json("{'workspace_id': '%s', 'name': '%s', 'channels': []}", firm.id("workspace"), name))
                    .is(201);
        }

        List<String> up = names(firm, "/v1/campaigns?limit=2&sort=name");
        List<String> down = names(firm, "/v1/campaigns?limit=2&sort=-name");

        assertThat(up).containsSubsequence("alpha", "bravo", "charlie", "delta").hasSize(6);
        assertThat(down).containsExactlyElementsOf(up.reversed());
    }

    private List<String> names(Firm firm, String path) {
        List<String> names = new ArrayList<>();
        Reply page = firm.owner().get(path).is(200);
        for (int pages = 0; pages < 10; pages++) {
            page.at("/data").forEach(row -> names.add(row.path("name").asString()));
            if (page.at("/next_cursor").isNull()) {
                return names;
            }
            page = firm.owner()
                    .get(path + "&cursor=" + page.textAt("/next_cursor"))
                    .is(200);
        }
        return names;
    }

    @Test
    default void theNewestComeFirstUnlessAskedOtherwise() {
        Firm firm = api().aFirm();
        String newer = firm.owner()
                .post("/v1/contacts", json("{'email': 'newer@example.com'}"))
                .is(201)
                .textAt("/id");

        assertThat(firm.owner().get("/v1/contacts").is(200).at("/data/0/id").asString())
                .isEqualTo(newer);
        assertThat(firm.owner()
                        .get("/v1/contacts?sort=created_at")
                        .is(200)
                        .at("/data/0/id")
                        .asString())
                .isEqualTo(firm.id("contact"));
    }

    @Test
    default void aKeySaysThatItIsUsed() {
        Firm firm = api().aFirm();

        assertThat(firm.owner().get("/v1/api-keys").is(200).at("/data").valueStream())
                .anySatisfy(
                        key -> assertThat(key.path("last_used_at").isString()).isTrue());
    }

    @Test
    default void aListIsFilteredByWhatIsDeclared() {
        Firm firm = api().aFirm();
        firm.event("replied").is(201);

        assertThat(firm.owner()
                        .get("/v1/leads?status=contacted")
                        .is(200)
                        .at("/data")
                        .size())
                .isEqualTo(1);
        assertThat(firm.owner().get("/v1/leads?status=won").is(200).at("/data").isEmpty())
                .isTrue();
        assertThat(firm.owner()
                        .get("/v1/leads?campaign_id=" + firm.id("campaign") + "&contact_id=" + firm.id("contact"))
                        .is(200)
                        .at("/data/0/id")
                        .asString())
                .isEqualTo(firm.id("lead"));
        assertThat(firm.owner()
                        .get("/v1/notes?lead_id=" + firm.id("lead"))
                        .is(200)
                        .at("/data")
                        .size())
                .isEqualTo(1);
        assertThat(firm.owner()
                        .get("/v1/contacts?email=ada@" + firm.name() + ".example.com")
                        .is(200)
                        .at("/data/0/id")
                        .asString())
                .isEqualTo(firm.id("contact"));
    }

    @Test
    default void aLeadIsFoundByWordsOfItsPerson() {
        Firm firm = api().aFirm();

        assertThat(firm.owner()
                        .get("/v1/leads?q=ada" + firm.name())
                        .is(200)
                        .at("/data/0/id")
                        .asString())
                .isEqualTo(firm.id("lead"));
        assertThat(firm.owner().get("/v1/leads?q=nobody").is(200).at("/data").isEmpty())
                .isTrue();
        assertThat(firm.owner().get("/v1/leads?q=%20").is(200).at("/data").size())
                .isEqualTo(1);
    }

    @Test
    default void aCursorIsOnlyGoodForItsOwnList() {
        Firm firm = api().aFirm();
        firm.owner()
                .post("/v1/contacts", json("{'email': 'second@example.com'}"))
                .is(201);
        String cursor = firm.owner().get("/v1/contacts?limit=1").is(200).textAt("/next_cursor");

        firm.owner().get("/v1/contacts?limit=2&cursor=" + cursor).is(200);
        firm.owner().get("/v1/contacts?sort=created_at&cursor=" + cursor).refuses(422, "cursor");
        firm.owner().get("/v1/contacts?company=x&cursor=" + cursor).refuses(422, "cursor");
        firm.owner().get("/v1/contacts?q=x&cursor=" + cursor).refuses(422, "cursor");
        firm.owner().get("/v1/leads?cursor=" + cursor).refuses(422, "cursor");
        firm.owner()
                .get("/v1/leads/" + firm.id("lead") + "/timeline?cursor=" + cursor)
                .refuses(422, "cursor");
    }

    @Test
    default void aPatchReplacesWhatItNamesAndRemovesWhatIsNull() {
        Firm firm = api().aFirm();
        String path = "/v1/contacts/" + firm.id("contact");
        firm.owner()
                .patch(path, json("{'company': 'Engines', 'attributes': {'a': 1, 'b': {'c': 2, 'd': 3}}}"))
                .is(200);

        Reply changed = firm.owner()
                .with("Content-Type", "application/merge-patch+json")
                .patch(path, json("{'company': null, 'title': 'Countess', 'attributes': {'a': null, 'b': {'c': 9}}}"))
                .is(200);

        assertThat(changed.at("/company").isNull()).isTrue();
        assertThat(changed.textAt("/title")).isEqualTo("Countess");
        assertThat(changed.textAt("/first_name")).isEqualTo("Ada" + firm.name());
        assertThat(changed.at("/attributes").toString()).isEqualTo("{\"b\":{\"c\":9,\"d\":3}}");
        assertThat(changed.at("/version").intValue()).isEqualTo(3);
    }

    @Test
    default void aPatchThatChangesNothingKeepsTheVersion() {
        Firm firm = api().aFirm();
        String path = "/v1/contacts/" + firm.id("contact");

        assertThat(firm.owner().patch(path, "{}").is(200).at("/version").intValue())
                .isEqualTo(1);
    }

    @Test
    default void whatMustBeThereCannotBePatchedAway() {
        Firm firm = api().aFirm();

        firm.owner()
                .patch("/v1/contacts/" + firm.id("contact"), json("{'email': null}"))
                .refuses(422, "/email");
        firm.owner()
                .patch("/v1/contacts/" + firm.id("contact"), json("{'email': 'x'}"))
                .refuses(422, "/email");
        firm.owner()
                .patch("/v1/campaigns/" + firm.id("campaign"), json("{'name': ''}"))
                .refuses(422, "/name");
        firm.owner()
                .patch("/v1/campaigns/" + firm.id("campaign"), json("{'channels': ['pigeon']}"))
                .refuses(422, "/channels/0");
    }

    @Test
    default void whatCannotBeChangedIsRefusedByName() {
        Firm firm = api().aFirm();

        firm.owner()
                .patch("/v1/leads/" + firm.id("lead"), json("{'score': 99, 'contact_id': 'x'}"))
                .refuses(422, "/score")
                .refuses(422, "/contact_id");
        firm.owner()
                .patch("/v1/leads/" + firm.id("lead"), json("{'nothing': null}"))
                .refuses(422, "/nothing");
    }

    @Test
    default void anEntityTagGuardsAgainstLostChanges() {
        Firm firm = api().aFirm();
        String path = "/v1/contacts/" + firm.id("contact");
        String etag = firm.owner().get(path).is(200).header("ETag");

        assertThat(etag).isEqualTo("\"1\"");
        assertThat(firm.owner()
                        .with("If-Match", etag)
                        .patch(path, json("{'title': 'A'}"))
                        .is(200)
                        .header("ETag"))
                .isEqualTo("\"2\"");
        firm.owner().with("If-Match", etag).patch(path, json("{'title': 'B'}")).is(409);
        firm.owner().with("If-Match", etag).delete(path).is(409);
        firm.owner().with("If-Match", "*").patch(path, json("{'title': 'C'}")).is(200);
        assertThat(firm.owner().get(path).is(200).textAt("/title")).isEqualTo("C");
    }

    @Test
    default void whatIsKnownIsNotSentAgain() {
        Firm firm = api().aFirm();
        String path = "/v1/leads/" + firm.id("lead");

        String etag = firm.owner().get(path).is(200).header("ETag");

        assertThat(firm.owner().with("If-None-Match", etag).get(path).is(304).body())
                .isEmpty();
        firm.owner().with("If-None-Match", "W/\"77\", " + etag).get(path).is(304);
        firm.owner().with("If-None-Match", "*").get(path).is(304);
        firm.owner().with("If-None-Match", "\"0\"").get(path).is(200);
    }

    @Test
    default void whatIsDeletedIsGoneUntilItIsRestored() {
        Firm firm = api().aFirm();
        for (String resource : List.of(
                "notes",
                "automation-steps",
                "sequences",
                "form-tokens",
                "webhook-sources",
                "calendar-events",
                "content-variants",
                "content-assets",
                "campaign-channels",
                "funnel-stages",
                "funnels",
                "milestones",
                "plans",
                "offers",
                "icp-segments",
                "brand-profiles")) {
            String path = firm.pathOf("/v1/" + resource + "/{id}");

            firm.owner().delete(path).is(204);
            firm.owner().get(path).is(404);
            firm.owner().delete(path).is(404);
            assertThat(firm.owner().get("/v1/" + resource).is(200).at("/data").isEmpty())
                    .isTrue();
            firm.owner().post(path + "/restore").is(200);
            firm.owner().get(path).is(200);
        }
    }

    @Test
    default void aContactWithLeadsAndADirectCampaignStay() {
        Firm firm = api().aFirm();

        firm.owner().delete("/v1/contacts/" + firm.id("contact")).is(422);
        firm.owner().delete("/v1/campaigns/" + firm.id("direct_campaign")).is(422);
        firm.owner().delete("/v1/leads/" + firm.id("lead")).is(204);
        firm.owner().delete("/v1/contacts/" + firm.id("contact")).is(204);
    }

    @Test
    default void aDeletedFormTokenOpensNothing() {
        Firm firm = api().aFirm();
        firm.owner().delete("/v1/form-tokens/" + firm.id("form_token")).is(204);

        Eventually.holds(() -> firm.form()
                .post("/functions/v1/landing-form-submit", json("{'email': 'a@example.com'}"))
                .is(401));
    }

    @Test
    default void whatMustBeUniqueConflictsByName() {
        Firm firm = api().aFirm();

        firm.owner()
                .post("/v1/contacts", json("{'email': 'ADA@%s.example.com'}", firm.name()))
                .refuses(409, "/email");
        firm.owner()
                .post(
                        "/v1/campaigns",
                        json(
                                "{'workspace_id': '%s', 'name': 'Spring %s', 'channels': []}",
                                firm.id("workspace"), firm.name()))
                .refuses(409, "/name");
    }

    @Test
    default void aBatchKeepsTheGoodAndReportsTheBadByIndex() {
        Firm firm = api().aFirm();

        JsonNode results = firm.owner()
                .post(
                        "/v1/contacts/batch",
                        json(
                                "{'items': [{'email': 'one@example.com'}, {'email': 'ada@%s.example.com'},"
                                        + " {'email': 'nonsense', 'x': 1}, {'email': 'two@example.com'},"
                                        + " {'email': 'one@example.com'}]}",
                                firm.name()))
                .is(207)
                .at("/results");

        assertThat(statuses(results)).containsExactly(201, 409, 422, 201, 409);
        assertThat(results.at("/2/error/errors").size()).isEqualTo(2);
        firm.owner().get("/v1/contacts/" + results.at("/0/data/id").asString()).is(200);
        firm.owner().get("/v1/contacts/" + results.at("/3/data/id").asString()).is(200);
        assertThat(firm.owner().get("/v1/contacts").at("/data").size()).isEqualTo(3);
    }

    @Test
    default void aBatchOfGoodItemsIsCreated() {
        Firm firm = api().aFirm();

        JsonNode results = firm.owner()
                .post(
                        "/v1/notes/batch",
                        json(
                                "{'items': [{'lead_id': '%s', 'body': 'a'}, {'lead_id': '%s', 'body': 'b'}]}",
                                firm.id("lead"), firm.id("lead")))
                .is(201)
                .at("/results");

        assertThat(statuses(results)).containsExactly(201, 201);
    }

    @Test
    default void aBatchWithUnknownReferencesKeepsTheOthers() {
        Firm firm = api().aFirm();

        JsonNode results = firm.owner()
                .post(
                        "/v1/notes/batch",
                        json(
                                "{'items': [{'lead_id': '%s', 'body': 'a'}, {'lead_id': '%s', 'body': 'b'}]}",
                                UUID.randomUUID(), firm.id("lead")))
                .is(207)
                .at("/results");

        assertThat(statuses(results)).containsExactly(422, 201);
        assertThat(results.at("/0/error/errors/0/pointer").asString()).isEqualTo("/lead_id");
    }

    private static List<Integer> statuses(JsonNode results) {
        List<Integer> statuses = new ArrayList<>();
        results.forEach(result -> statuses.add(result.path("status").intValue()));
        return statuses;
    }

    @Test
    default void aRepChangesOnlyOwnLeads() {
        Firm firm = api().aFirm();
        Client rep = firm.user("rep");
        String mine = rep.post("/v1/leads", json("{'contact_id': '%s'}", firm.id("contact")))
                .is(201)
                .textAt("/id");

        rep.patch("/v1/leads/" + mine, json("{'status': 'qualified'}")).is(200);
        rep.patch("/v1/leads/" + firm.id("lead"), json("{'status': 'qualified'}"))
                .is(403);
        rep.delete("/v1/leads/" + firm.id("lead")).is(403);
        rep.get("/v1/leads/" + firm.id("lead")).is(200);
        firm.user("manager")
                .patch("/v1/leads/" + mine, json("{'status': 'won'}"))
                .is(200);
    }

    @Test
    default void aNoteIsChangedByItsAuthorOrAManager() {
        Firm firm = api().aFirm();
        Client author = firm.user("rep");
        String path = author.post("/v1/notes", json("{'lead_id': '%s', 'body': 'mine'}", firm.id("lead")))
                .is(201)
                .header("Location");

        firm.user("rep").patch(path, json("{'body': 'yours'}")).is(403);
        firm.user("rep").delete(path).is(403);
        author.patch(path, json("{'body': 'still mine'}")).is(200);
        firm.user("manager").delete(path).is(204);
    }

    @Test
    default void aChangedStatusIsOnTheTimeline() {
        Firm firm = api().aFirm();

        firm.owner()
                .patch("/v1/leads/" + firm.id("lead"), json("{'status': 'proposal'}"))
                .is(200);

        JsonNode entry = firm.owner()
                .get("/v1/leads/" + firm.id("lead") + "/timeline?limit=1")
                .is(200)
                .at("/data/0");
        assertThat(entry.path("type").asString()).isEqualTo("status_change");
        assertThat(entry.at("/meta/to").asString()).isEqualTo("proposal");
    }
}
