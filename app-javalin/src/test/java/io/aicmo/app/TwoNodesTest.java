package io.aicmo.app;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Client;
import io.aicmo.http.contract.Firm;
import io.aicmo.http.contract.Listening;
import io.aicmo.http.contract.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes on one database are one server. */
class TwoNodesTest {
    private static final long SEED = 20_260_101L;

    private static Application otherNode;
    private static Api here;
    private static Api there;

    @BeforeAll
    static void startTheOtherNode() {
        here = OnPostgres.api();
        otherNode = RunningNode.besides(OnPostgres.application(), OnPostgres.newHome("aicmo-other-node"));
        there = new Api(otherNode.installation().server(), RunningNode.BOOTSTRAP, RunningNode.JWT_SECRET);
    }

    @AfterAll
    static void stopTheOtherNode() {
        otherNode.close();
    }

    @Test
    void aKeyThatIsRevokedOnOneNodeIsRefusedOnTheOtherWithinASecond() {
        Firm firm = here.aFirm();
        Reply issued = firm.owner()
                .post("/v1/api-keys", json("{'name': 'to be revoked', 'role': 'viewer'}"))
                .is(201);
        Client holder = there.bearer(issued.textAt("/api_key"));
        holder.get("/v1/leads").is(200);

        firm.owner().post("/v1/api-keys/" + issued.textAt("/id") + "/revoke").is(200);
        long revoked = System.nanoTime();
        long accepted = revoked;
        long begun = System.nanoTime();
        int status = holder.get("/v1/leads").status();
        while (status == 200 && begun - revoked < Duration.ofSeconds(5).toNanos()) {
            accepted = begun;
            begun = System.nanoTime();
            status = holder.get("/v1/leads").status();
        }

        assertThat(status).isEqualTo(401);
        assertThat(Duration.ofNanos(accepted - revoked)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void whatHappensAtOneNodeIsHeardAtTheOtherAndAReaderMayChangeNodes() {
        Firm firm = here.aFirm();
        Client elsewhere = there.bearer(firm.ownerKey());
        String last;
        try (Listening stream = elsewhere.listen("/v1/events/stream?topics=activity.recorded")) {
            firm.event("opened").is(201);
            firm.event("clicked").is(201);
            awaitTwo(stream);
            assertThat(stream.types()).containsOnly("activity.recorded");
            last = reported(stream).get(0).id();
        }
        elsewhere
                .post(
                        "/v1/channel-events",
                        firm.eventJson("opened", UUID.randomUUID().toString()))
                .is(201);
        try (Listening stream =
                firm.owner().with("Last-Event-ID", last).listen("/v1/events/stream?topics=activity.recorded")) {
            awaitTwo(stream);
            assertThat(reported(stream))
                    .extracting(heard -> heard.data().at("/activity_type").asString())
                    .containsExactly("email_clicked", "email_opened");
        }
    }

    /** What the test reported: the firm's sequence is sent as well, whenever a node comes to it. */
    private static List<Listening.Heard> reported(Listening stream) {
        return stream.heard().stream()
                .filter(heard -> !heard.data().at("/activity_type").asString().equals("message_captured"))
                .toList();
    }

    private static void awaitTwo(Listening stream) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (reported(stream).size() < 2 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(reported(stream))
                .as("heard by a stream with status %s, which is over: %s", stream.status(), stream.isOver())
                .hasSize(2);
    }

    @Test
    void theSameEventAtBothNodesAtOnceIsMadeOnceAndKnownOnce() throws Exception {
        Firm firm = here.aFirm();
        for (int round = 0; round < 25; round++) {
            String event = event(firm, "email_opened", UUID.randomUUID().toString());
            CyclicBarrier together = new CyclicBarrier(2);

            List<Reply> replies = atOnce(List.of(
                    () -> sent(together, here.bearer(firm.ownerKey()), event),
                    () -> sent(together, there.bearer(firm.ownerKey()), event)));

            assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(200, 201);
            assertThat(replies)
                    .extracting(reply -> reply.textAt("/activity_id"))
                    .containsOnly(replies.get(0).textAt("/activity_id"));
        }
    }

    @Test
    void sixteenThreadsAtTwoNodesLeaveWhatTheDistinctEventsLeaveInOrder() throws Exception {
        Firm firm = here.aFirm();
        List<String> types = List.of("email_sent", "email_delivered", "email_opened", "email_clicked", "email_replied");
        List<String> distinct = IntStream.range(0, 400)
                .mapToObj(i -> event(firm, types.get(i % types.size()), "event-" + i))
                .toList();
        List<String> told = new ArrayList<>(distinct);
        told.addAll(distinct.subList(0, 300));
        told.addAll(distinct.subList(100, 200));
        Collections.shuffle(told, new Random(SEED));

        List<Callable<List<Integer>>> tellers = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
            int first = thread;
            Client node = (thread % 2 == 0 ? here : there).bearer(firm.ownerKey());
            tellers.add(() -> IntStream.range(0, told.size())
                    .filter(i -> i % 16 == first)
                    .mapToObj(i -> node.post("/v1/channel-events", told.get(i)).status())
                    .toList());
        }
        List<Integer> statuses = atOnce(tellers).stream().flatMap(List::stream).toList();

        assertThat(statuses).containsOnly(200, 201);
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(400);
        var stats = firm.owner()
                .get("/v1/campaigns/" + firm.id("campaign") + "/stats?from=2026-01-05&to=2026-01-05")
                .is(200)
                .json()
                .at("/data/0");
        for (String stat : List.of("sends", "deliveries", "opens", "clicks", "replies")) {
            assertThat(stats.path(stat).asLong()).as(stat).isEqualTo(80);
        }
        var lead = firm.owner().get("/v1/leads/" + firm.id("lead")).is(200).json();
        assertThat(lead.path("status").asString()).isEqualTo("contacted");
        var run = firm.owner()
                .get("/v1/leads/" + firm.id("lead") + "/sequence-runs")
                .is(200)
                .json()
                .at("/data/0");
        assertThat(run.path("status").asString()).isEqualTo("paused");
        assertThat(run.path("paused_reason").asString()).isEqualTo("email_replied");
        assertThat(firm.owner()
                        .post("/v1/campaigns/" + firm.id("campaign") + "/stats/rebuild")
                        .is(200)
                        .json()
                        .path("differences"))
                .isEmpty();
        assertThat(firm.owner()
                        .get("/v1/integrity")
                        .is(200)
                        .json()
                        .path("broken")
                        .asLong())
                .isZero();
    }

    private static Reply sent(CyclicBarrier together, Client node, String event) throws Exception {
        together.await();
        return node.post("/v1/channel-events", event);
    }

    private static String event(Firm firm, String type, String id) {
        return json(
                "{'channel': 'email', 'activity_type': '%s', 'provider': 'test', 'provider_event_id': '%s',"
                        + " 'lead_id': '%s', 'occurred_at': '2026-01-05T10:00:00Z'}",
                type, id, firm.id("lead"));
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(work)) {
                results.add(done.get());
            }
            return results;
        }
    }
}
