package io.aicmo.bench;

import io.aicmo.bench.Ledger.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Events of one tenant: sent by many at once, now and then a second time, and looked for afterwards. */
final class EventTraffic {
    private static final int CAMPAIGNS = 4;
    private static final int LEADS = 100;
    private static final int BATCH = 25;
    private static final List<String> TYPES =
            List.of("email_delivered", "email_opened", "email_clicked", "email_replied");
    private static final List<String> STATS = List.of("deliveries", "opens", "clicks", "replies");

    private final Ledger ledger = new Ledger();
    private final List<String> campaigns = new ArrayList<>();
    private final List<String> leads = new ArrayList<>();
    private final String key;

    private EventTraffic(String key) {
        this.key = key;
    }

    /** Makes a tenant with campaigns and leads. */
    static EventTraffic make(Api bootstrap) {
        JsonNode tenant = bootstrap.post("/v1/tenants", Map.of("name", "crash", "owner_email", "crash@example.com"));
        EventTraffic traffic = new EventTraffic(tenant.get("api_key").asString());
        traffic.fill(bootstrap.as(traffic.key), tenant.get("workspace_id").asString());
        return traffic;
    }

    private void fill(Api api, String workspace) {
        for (int i = 0; i < CAMPAIGNS; i++) {
            Map<String, Object> campaign =
                    Map.of("workspace_id", workspace, "name", "campaign " + i, "channels", List.of("email"));
            campaigns.add(api.post("/v1/campaigns", campaign).get("id").asString());
        }
        for (int i = 0; i < LEADS; i++) {
            Map<String, Object> lead =
                    Map.of("email", "lead" + i + "@example.com", "campaign_id", campaigns.get(i % CAMPAIGNS));
            leads.add(api.post("/v1/leads/upsert", lead).get("lead_id").asString());
        }
    }

    /** The tenant's key. */
    String key() {
        return key;
    }

    Ledger ledger() {
        return ledger;
    }

    /**
     * Sends something: a new event, now and then one that was sent before, now and then many at once.
     *
     * @param name of what is new
     * @return whether it was one that was sent before, and was answered so
     */
    boolean send(Api api, String name, RandomGenerator own) {
        if (own.nextInt(8) == 0) {
            sendBatch(api, name, own);
            return false;
        }
        boolean known = own.nextInt(5) == 0;
        return send(api, known ? ledger.earlier(own).orElseGet(() -> fresh(name, own)) : fresh(name, own));
    }

    private Sent fresh(String id, RandomGenerator own) {
        int lead = own.nextInt(LEADS);
        Sent event =
                new Sent(id, leads.get(lead), campaigns.get(lead % CAMPAIGNS), TYPES.get(own.nextInt(TYPES.size())));
        ledger.sends(event);
        return event;
    }

    /** Whether it was answered as a duplicate. */
    private boolean send(Api api, Sent event) {
        Api.Answered answer = api.tryPost("/v1/channel-events", event.body());
        if (answer.status() != 200 && answer.status() != 201) {
            refused(event, answer.status(), answer.body());
            return false;
        }
        ledger.answers(event, answer.body().get("activity_id").asString());
        return answer.status() == 200;
    }

    private void sendBatch(Api api, String name, RandomGenerator own) {
        List<Sent> events = Stream.iterate(0, i -> i + 1)
                .limit(BATCH)
                .map(i -> fresh(name + "-" + i, own))
                .toList();
        Api.Answered answer = api.tryPost(
                "/v1/channel-events/batch",
                Map.of("items", events.stream().map(Sent::body).toList()));
        if (answer.status() != 201 && answer.status() != 207) {
            refused(events.get(0), answer.status(), answer.body());
            return;
        }
        for (JsonNode result : answer.body().get("results")) {
            Sent event = events.get(result.get("index").asInt());
            int status = result.get("status").asInt();
            if (status == 200 || status == 201) {
                ledger.answers(event, result.get("activity_id").asString());
            } else {
                refused(event, status, result);
            }
        }
    }

    /** A dying server may say that it cannot; but it must not say that it is our fault. */
    private void refused(Sent event, int status, JsonNode body) {
        if (status < 500) {
            ledger.complain(event.id() + " was answered " + status + ": " + body);
        }
    }

    /**
     * What was looked at, once nothing was under way any more.
     *
     * @param kept how many of those that nobody had answered were there
     * @param activities how many there are on all timelines
     * @param lost how many were answered and are not there
     * @param twice how many are there a second time
     * @param statsWrong how many figures differ from what was answered
     * @param orphans what {@code /v1/integrity} counts
     */
    record Findings(int kept, int activities, int lost, int twice, int statsWrong, long orphans) {}

    /** Looks for everything that was answered, and sends again what nobody answered. */
    Findings find(Api api) {
        Found found = found(api);
        int kept = askAgain(api, found);
        int statsWrong = wrongStats(api);
        long orphans = api.get("/v1/integrity").get("broken").asLong();
        if (orphans > 0) {
            ledger.complain("/v1/integrity counts " + orphans + " orphans");
        }
        return new Findings(kept, found.activities, found.lost, found.twice, statsWrong, orphans);
    }

    /** What the timelines show. */
    private record Found(Map<String, String> byEvent, int activities, int lost, int twice) {}

    private Found found(Api api) {
        Map<String, String> byEvent = new HashMap<>();
        int activities = 0;
        int twice = 0;
        for (String lead : leads) {
            String cursor = "";
            do {
                JsonNode page = api.get("/v1/leads/" + lead + "/timeline?limit=200" + cursor);
                for (JsonNode activity : page.get("data")) {
                    activities++;
                    twice += note(activity, lead, byEvent) ? 0 : 1;
                }
                JsonNode next = page.get("next_cursor");
                cursor = next.isNull() ? "" : "&cursor=" + next.asString();
            } while (!cursor.isEmpty());
        }
        int lost = 0;
        for (Sent event : ledger.sent()) {
            String promised = ledger.activityOf(event.id()).orElse(null);
            if (promised != null && !promised.equals(byEvent.get(event.id()))) {
                lost++;
                ledger.complain(event.id() + " was answered as " + promised + " and is " + byEvent.get(event.id()));
            }
        }
        return new Found(byEvent, activities, lost, twice);
    }

    /** False if its event is there already. */
    private boolean note(JsonNode activity, String lead, Map<String, String> byEvent) {
        String event = activity.get("meta").get("event").asString();
        String id = activity.get("id").asString();
        if (ledger.find(event).filter(sent -> sent.lead().equals(lead)).isEmpty()) {
            ledger.complain(event + " is on the timeline of " + lead + ", where it was never sent");
        }
        String other = byEvent.put(event, id);
        if (other != null) {
            ledger.complain(event + " is there twice: " + other + " and " + id);
        }
        return other == null;
    }

    /**
     * Sends again what nobody answered, as any provider does: what was kept must be called a duplicate, and the rest is
     * new.
     *
     * @return how many had been kept
     */
    private int askAgain(Api api, Found found) {
        int kept = 0;
        for (Sent event : ledger.unanswered()) {
            boolean duplicate = send(api, event);
            String there = found.byEvent.get(event.id());
            if (duplicate) {
                kept++;
            }
            if (duplicate != (there != null)
                    || (there != null
                            && !there.equals(ledger.activityOf(event.id()).orElse(null)))) {
                ledger.complain(event.id() + " was on the timeline as " + there + " and was answered as "
                        + ledger.activityOf(event.id()) + (duplicate ? ", duplicate" : ", new"));
            }
        }
        return kept;
    }

    /** How many figures differ from what was answered, by our count and by the server's own recount. */
    private int wrongStats(Api api) {
        int wrong = 0;
        for (String campaign : campaigns) {
            JsonNode days = api.get("/v1/campaigns/" + campaign + "/stats").get("data");
            for (int i = 0; i < TYPES.size(); i++) {
                String type = TYPES.get(i);
                long sent = ledger.sent().stream()
                        .filter(event -> event.campaign().equals(campaign)
                                && event.type().equals(type))
                        .count();
                wrong += differ(campaign + " " + STATS.get(i), sum(days, STATS.get(i)), sent);
                if (type.equals("email_replied")) {
                    JsonNode kept = api.get("/v1/campaigns/" + campaign).get("reply_count");
                    wrong += differ(campaign + " reply_count", kept.asLong(), sent);
                }
            }
            JsonNode differences = api.post("/v1/campaigns/" + campaign + "/stats/rebuild", Map.of())
                    .get("differences");
            wrong += differ(campaign + " differences " + differences, differences.size(), 0);
        }
        return wrong;
    }

    private static long sum(JsonNode days, String stat) {
        long sum = 0;
        for (JsonNode day : days) {
            sum += day.get(stat).asLong();
        }
        return sum;
    }

    private int differ(String what, long is, long shouldBe) {
        if (is == shouldBe) {
            return 0;
        }
        ledger.complain(what + " is " + is + " and should be " + shouldBe);
        return 1;
    }
}
