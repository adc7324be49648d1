package io.aicmo.http.contract;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.http.contract.Listening.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Live updates: who hears what, and how a reader who was away goes on. */
public interface EventStreamContract {
    Api api();

    @Test
    default void whatHappensIsHeardAsItHappens() {
        Firm firm = api().aFirm();
        try (Listening stream = firm.owner().listen("/v1/events/stream")) {
            String lead = aLead(firm);
            firm.owner()
                    .post("/v1/channel-events", event(lead, "email_replied"))
                    .is(201);

            Eventually.holds(() -> assertThat(stream.types())
                    .containsExactly("lead.created", "activity.recorded", "lead.status_changed"));
            Heard created = stream.heard().get(0);
            assertThat(created.data().at("/lead_id").asString()).isEqualTo(lead);
            assertThat(created.data().at("/event_id").asString()).hasSize(36);
            assertThat(created.data().at("/event_at").asString()).endsWith("Z");
            Heard moved = stream.heard().get(2);
            assertThat(moved.data().at("/from").asString()).isEqualTo("new");
            assertThat(moved.data().at("/to").asString()).isEqualTo("contacted");
        }
    }

    @Test
    default void nobodyHearsOfAnotherTenant() {
        Firm mine = api().aFirm();
        Firm theirs = api().aFirm();
        try (Listening stream = mine.owner().listen("/v1/events/stream")) {
            aLead(theirs);
            String own = aLead(mine);

            Eventually.holds(() -> assertThat(stream.heard()).hasSize(1));
            assertThat(stream.heard().get(0).data().at("/lead_id").asString()).isEqualTo(own);
        }
    }

    @Test
    default void topicsAndIdsNarrowWhatIsHeard() {
        Firm firm = api().aFirm();
        String one = aLead(firm);
        String two = aLead(firm);
        try (Listening moves = firm.owner().listen("/v1/events/stream?topics=lead.status_changed,job.*");
                Listening ofOne = firm.owner().listen("/v1/events/stream?topics=activity.*&ids=" + one)) {
            for (String lead : List.of(two, one)) {
                firm.owner()
                        .post("/v1/channel-events", event(lead, "email_replied"))
                        .is(201);
            }

            Eventually.holds(
                    () -> assertThat(moves.types()).containsExactly("lead.status_changed", "lead.status_changed"));
            Eventually.holds(() -> assertThat(ofOne.types()).containsExactly("activity.recorded"));
            assertThat(ofOne.heard().get(0).data().at("/lead_id").asString()).isEqualTo(one);
        }
    }

    @Test
    default void whoComesBackGoesOnAfterTheLastEventWithoutGapOrRepeat() {
        Firm firm = api().aFirm();
        List<String> leads = new ArrayList<>();
        List<Heard> before;
        try (Listening stream = firm.owner().listen("/v1/events/stream?topics=lead.created")) {
            for (int i = 0; i < 5; i++) {
                leads.add(aLead(firm));
            }
            Eventually.holds(() -> assertThat(stream.heard()).hasSize(5));
            before = stream.heard();
        }
        for (int i = 0; i < 40; i++) {
            leads.add(aLead(firm));
        }

        Client back = firm.owner().with("Last-Event-ID", before.get(1).id());
        try (Listening stream = back.listen("/v1/events/stream?topics=lead.created")) {
            leads.add(aLead(firm));
            Eventually.holds(() -> assertThat(stream.heard()).hasSize(44));

            assertThat(stream.heard())
                    .extracting(heard -> heard.data().at("/lead_id").asString())
                    .containsExactlyElementsOf(leads.subList(2, 46));
            assertThat(stream.heard().get(0)).isEqualTo(before.get(2));
        }
        try (Listening stream = firm.owner()
                .listen("/v1/events/stream?topics=lead.created&last_event_id="
                        + before.get(4).id())) {
            Eventually.holds(() -> assertThat(stream.heard()).hasSize(41));
        }
    }

    @Test
    default void everybodyHearsWhatTheyMayRead() {
        Firm firm = api().aFirm();
        Client marketing = firm.key("manager", ", \"scopes\": [\"marketing:read\"]");
        Client viewer = firm.key("viewer", "");
        try (Listening ofMarketing = marketing.listen("/v1/events/stream");
                Listening ofViewer = viewer.listen("/v1/events/stream")) {
            aLead(firm);
            firm.owner()
                    .post(
                            "/v1/plans",
                            json(
                                    "{'workspace_id': '%s', 'name': 'Spring', 'start_date': '2026-04-01'}",
                                    firm.id("workspace")))
                    .is(201);

            Eventually.holds(() -> assertThat(ofViewer.types()).containsExactly("lead.created", "plan.created"));
            Eventually.holds(() -> assertThat(ofMarketing.types()).containsExactly("plan.created"));
        }
    }

    @Test
    default void whoMayEnterOneWorkspaceHearsOfThatOne() {
        Firm firm = api().aFirm();
        String other = firm.owner()
                .post("/v1/workspaces", "{\"name\": \"Other\"}")
                .is(201)
                .textAt("/id");
        Client restricted = firm.key("owner", ", \"workspace_ids\": [\"" + other + "\"]");
        String plan = "{'workspace_id': '%s', 'name': 'Spring', 'start_date': '2026-04-01'}";
        try (Listening stream = restricted.listen("/v1/events/stream")) {
            aLead(firm);
            firm.owner().post("/v1/plans", json(plan, firm.id("workspace"))).is(201);
            firm.owner().post("/v1/plans", json(plan, other)).is(201);

            Eventually.holds(() -> assertThat(stream.heard()).isNotEmpty());
            assertThat(stream.heard())
                    .extracting(heard -> heard.data().at("/workspace_id").asString())
                    .containsExactly(other);
        }
    }

    @Test
    default void whatCannotBeAnIdOfAnEventIsRefused() {
        Firm firm = api().aFirm();
        firm.owner().with("Last-Event-ID", "yesterday").get("/v1/events/stream").is(422);
        firm.owner().get("/v1/events/stream?topics=leads").is(422);
        firm.owner().get("/v1/events/stream?ids=all").is(422);
    }

    @Test
    default void everyTypeOfEventIsListedWithItsSchema() {
        Reply types = api().aFirm().owner().get("/v1/event-types").is(200);

        assertThat(types.at("/data").valueStream().map(type -> type.at("/name").asString()))
                .contains(
                        "lead.created",
                        "lead.status_changed",
                        "activity.recorded",
                        "sequence.paused",
                        "campaign.launched",
                        "asset.approved",
                        "job.progress",
                        "job.finished");
        assertThat(types.at("/data/1/schema/properties/from/type").asString()).isEqualTo("string");
        assertThat(types.at("/data/1/schema/required").valueStream().map(name -> name.asString()))
                .contains("lead_id", "from", "to")
                .doesNotContain("activity_id");
    }

    private static String aLead(Firm firm) {
        return firm.owner()
                .post("/v1/leads/upsert", "{\"email\": \"" + UUID.randomUUID() + "@example.com\"}")
                .is(201)
                .textAt("/lead_id");
    }

    private static String event(String lead, String type) {
        return json(
                "{'channel': 'email', 'activity_type': '%s', 'provider': 'test', 'provider_event_id': '%s', 'lead_id': '%s'}",
                type, UUID.randomUUID(), lead);
    }
}
