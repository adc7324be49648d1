package io.aicmo.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.application.event.DeliverEvents;
import io.aicmo.domain.event.Topics;
import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Client;
import io.aicmo.http.contract.Firm;
import io.aicmo.http.contract.Reply;
import io.aicmo.port.Ids;
import io.aicmo.port.event.EventListener;
import io.aicmo.port.inmemory.InMemory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that a listener failed at, from being set aside to being handled, over HTTP. */
class EventsSetAsideTest {
    private static final String EVENTS = "/v1/events/set-aside";

    private final InMemory memory = new InMemory();
    private final InstantSource clock = InstantSource.system();
    private final List<String> heard = new ArrayList<>();
    private @Nullable String failure;
    private final EventListener listener = new EventListener(
            "books",
            "Writes plans into the books.",
            Topics.of("plan.created"),
            null,
            (actor, events) -> events.forEach(event -> {
                if (failure != null) {
                    throw new IllegalStateException(failure);
                }
                heard.add(event.id().toString());
            }));
    private final DeliverEvents deliverEvents = new DeliverEvents(
            memory.transactions(),
            memory.eventFeed(),
            memory.eventCursors(),
            memory.records(),
            Ids.timeOrdered(clock),
            clock,
            (failing, why) -> {});
    private final Server server = MemoryServer.start(
            settings -> settings, MemoryServer.hexagon(memory, List.of(listener), clock), Server.Operations.none());
    private final Api api = MemoryServer.api(server);
    private final Firm firm = api.aFirm();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatAListenerFailsAtIsListedToldAgainAndGoneOnceItIsHandled() {
        failure = "the books are closed";
        setAside("One");

        Reply listed = firm.owner().get(EVENTS).is(200);
        assertThat(listed.at("/data").size()).isEqualTo(1);
        assertThat(listed.textAt("/data/0/listener")).isEqualTo("books");
        assertThat(listed.textAt("/data/0/event_type")).isEqualTo("plan.created");
        assertThat(listed.textAt("/data/0/workspace_id")).isEqualTo(firm.id("workspace"));
        assertThat(listed.at("/data/0/tries").asInt(0)).isEqualTo(DeliverEvents.TRIES);
        assertThat(listed.textAt("/data/0/error")).contains("the books are closed");
        String one = EVENTS + "/" + listed.textAt("/data/0/id");

        failure = "the books are full";
        Reply failed = firm.owner().post(one + "/retry").is(200);
        assertThat(failed.at("/handled").asBoolean()).isFalse();
        assertThat(failed.at("/tries").asInt(0)).isEqualTo(DeliverEvents.TRIES + 1);
        assertThat(firm.owner().get(one).is(200).textAt("/error")).contains("the books are full");

        failure = null;
        Reply handled = firm.owner().post(one + "/retry").is(200);
        assertThat(handled.at("/handled").asBoolean()).isTrue();
        assertThat(handled.at("/error").isNull()).isTrue();
        assertThat(heard).containsExactly(listed.textAt("/data/0/event_id"));
        assertThat(firm.owner().get(EVENTS).is(200).at("/data").isEmpty()).isTrue();
        firm.owner().post(one + "/retry").is(404);
    }

    @Test
    void itIsListedPageByPageAndFilteredByListenerAndType() {
        failure = "no";
        setAside("One", "Two", "Three");

        Reply first = firm.owner().get(EVENTS + "?limit=2").is(200);
        Reply second = firm.owner()
                .get(EVENTS + "?limit=2&cursor=" + first.textAt("/next_cursor"))
                .is(200);

        assertThat(first.at("/data").size()).isEqualTo(2);
        assertThat(second.at("/data").size()).isEqualTo(1);
        assertThat(second.at("/next_cursor").isNull()).isTrue();
        assertThat(count("?listener=books&event_type=plan.created")).isEqualTo(3);
        assertThat(count("?listener=webhooks")).isZero();
        assertThat(count("?event_type=lead.created")).isZero();
    }

    @Test
    void whatNobodyNeedsToKnowAnyMoreIsDismissedAndCanBeBroughtBack() {
        failure = "no";
        setAside("One");
        String one = EVENTS + "/" + firm.owner().get(EVENTS).is(200).textAt("/data/0/id");

        firm.owner().delete(one).is(204);
        assertThat(count("")).isZero();
        firm.owner().post(one + "/retry").is(404);

        firm.owner().post(one + "/restore").is(200);
        assertThat(count("")).isEqualTo(1);
    }

    @Test
    void everythingOfAListenerIsToldAgainByAJob() {
        String ask = Firm.json("{'listener': 'books', 'event_type': 'plan.created'}");

        String job = firm.owner().post(EVENTS + "/retry", ask).is(202).textAt("/job_id");

        assertThat(firm.owner().get("/v1/jobs/" + job).is(200).textAt("/kind")).isEqualTo("event-retry");
        firm.owner()
                .post(EVENTS + "/retry", Firm.json("{'listener': 'nobody'}"))
                .refuses(422, "/listener");
    }

    @Test
    void whoMayEnterSomeWorkspacesSeesWhatHappenedInThem() {
        failure = "no";
        setAside("One");
        String one = EVENTS + "/" + firm.owner().get(EVENTS).is(200).textAt("/data/0/id");
        String other = firm.owner()
                .post("/v1/workspaces", Firm.json("{'name': 'Other'}"))
                .is(201)
                .textAt("/id");
        Client here = firm.key("admin", Firm.json(", 'workspace_ids': ['%s']", firm.id("workspace")));
        Client there = firm.key("admin", Firm.json(", 'workspace_ids': ['%s']", other));

        assertThat(here.get(EVENTS).is(200).at("/data").size()).isEqualTo(1);
        assertThat(there.get(EVENTS).is(200).at("/data").isEmpty()).isTrue();
        there.get(one).is(403);
        there.post(one + "/retry").is(403);
        there.delete(one).is(403);
        assertThat(here.post(one + "/retry").is(200).at("/handled").asBoolean()).isFalse();
    }

    private int count(String query) {
        return firm.owner().get(EVENTS + query).is(200).at("/data").size();
    }

    /** Plans, of each of which the listener is told until it is given up. */
    private void setAside(String... plans) {
        deliverEvents.handle(listener);
        for (String plan : plans) {
            firm.owner()
                    .post(
                            "/v1/plans",
                            Firm.json(
                                    "{'workspace_id': '%s', 'name': '%s', 'start_date': '2026-01-01'}",
                                    firm.id("workspace"), plan))
                    .is(201);
            for (int i = 0; i < DeliverEvents.TRIES; i++) {
                deliverEvents.handle(listener);
            }
        }
    }
}
