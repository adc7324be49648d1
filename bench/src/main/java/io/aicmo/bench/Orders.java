package io.aicmo.bench;

import io.aicmo.bench.Lab.Tenant;
import io.aicmo.domain.crm.Lead;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Jobs, mails and webhooks of one tenant, asked for over HTTP until they are acknowledged, whoever dies meanwhile. */
final class Orders {
    /** The endpoints; a node sends each of them a few at a time. */
    private static final List<String> POINTS = List.of("north", "east", "south", "west");

    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofMillis(50);

    private static final Map<String, Object> ANY_TIME = Map.of(
            "days", List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
            "from", "00:00",
            "to", "23:59");

    private final ChaosLab lab;
    private final Tenant tenant;
    private final List<Lead> leads;
    private final String sequence;
    private final Map<Order, String> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    /** What is asked for. */
    enum Kind {
        JOB,
        MAIL,
        WEBHOOK
    }

    /** One of them. */
    record Order(Kind kind, int number) {
        String key() {
            return kind + "-" + number;
        }
    }

    private Orders(ChaosLab lab, Tenant tenant, List<Lead> leads, String sequence) {
        this.lab = lab;
        this.tenant = tenant;
        this.leads = leads;
        this.sequence = sequence;
    }

    /** Makes a tenant that sends its mails and webhooks to the sinks, with as many leads as there will be mails. */
    static Orders make(ChaosLab lab, MailSink mails, WebhookSink webhooks, int leads) {
        Tenant tenant = lab.tenant("orders");
        Api api = lab.node(0, tenant.key());
        for (String point : POINTS) {
            api.post(
                    "/v1/webhook-endpoints",
                    Map.of("url", webhooks.url() + "/" + point, "topics", List.of(type(point))));
        }
        api.post(
                "/v1/channel-connections",
                Map.of(
                        "channel", "email",
                        "provider", "smtp",
                        "sender", "sales@sender.example.com",
                        "settings",
                                Map.of("host", "127.0.0.1", "port", String.valueOf(mails.port()), "security", "none"),
                        "credentials", Map.of()));
        String sequence = api.post(
                        "/v1/sequences",
                        Map.of(
                                "workspace_id", tenant.workspace().value().toString(),
                                "campaign_id", tenant.direct().value().toString(),
                                "name", "One mail",
                                "sending_hours", ANY_TIME,
                                "steps",
                                        List.of(Map.of(
                                                "channel", "email",
                                                "delay_hours", 0,
                                                "subject", "Hello",
                                                "body", "Hello {{email}}"))))
                .get("id")
                .asString();
        return new Orders(lab, tenant, lab.leads(tenant, leads), sequence);
    }

    Tenant tenant() {
        return tenant;
    }

    /** Those of each kind from one number to before another, in any order. */
    static List<Order> shuffled(Map<Kind, int[]> ranges, RandomGenerator random) {
        List<Order> orders = new ArrayList<>();
        ranges.forEach((kind, range) ->
                IntStream.range(range[0], range[1]).forEach(number -> orders.add(new Order(kind, number))));
        Collections.shuffle(orders, random);
        return orders;
    }

    /**
     * Asks for all of them, and ends when each was acknowledged.
     *
     * @return how often somebody had to be asked again
     */
    int give(Collection<Order> orders) {
        Queue<Order> open = new ConcurrentLinkedQueue<>(orders);
        AtomicInteger again = new AtomicInteger();
        List<Thread> threads = Stream.generate(() -> Thread.ofVirtual().start(() -> give(open, again)))
                .limit(AT_ONCE)
                .toList();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return again.get();
    }

    private void give(Queue<Order> open, AtomicInteger again) {
        int node = 0;
        for (Order order = open.poll(); order != null; order = open.poll()) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!isTaken(lab.node(node, tenant.key()), order)) {
                if (System.nanoTime() > deadline) {
                    wrong.add(order.key() + " was acknowledged by nobody for " + PATIENCE);
                    break;
                }
                again.incrementAndGet();
                node = (node + 1) % ChaosLab.NODES;
                LockSupport.parkNanos(SOON.toNanos());
            }
            node = (node + 1) % ChaosLab.NODES;
        }
    }

    /** Whether it need not be asked for again. */
    private boolean isTaken(Api api, Order order) {
        try {
            Api.Answered answer = ask(api, order);
            int status = answer.status();
            if (status / 100 == 2) {
                String id = order.kind() == Kind.MAIL ? "run_id" : "job_id";
                acknowledged.put(order, answer.body().get(id).asString());
                return true;
            }
            // The same request may still be carried out by somebody who is about to die.
            if (status < 500 && status != 409) {
                wrong.add(order.key() + " was answered " + status + ": " + answer.body());
                return true;
            }
            return false;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    private Api.Answered ask(Api api, Order order) {
        String lead = leads.get(order.number() % leads.size()).id().toString();
        return switch (order.kind()) {
            case JOB -> api.tryPost("/functions/v1/auto-score-lead", Map.of("lead_id", lead), order.key());
            case MAIL -> api.tryPost("/v1/sequences/" + sequence + "/enroll", Map.of("lead_id", lead), order.key());
            case WEBHOOK ->
                api.tryPost(
                        "/functions/v1/cmo-webhook-outbound",
                        Map.of(
                                "type", type(POINTS.get(order.number() % POINTS.size())),
                                "data", Map.of("number", order.number())),
                        order.key());
        };
    }

    private static String type(String point) {
        return "chaos." + point;
    }

    /** The id that an order was acknowledged with: a job's, or for a mail a run's. */
    Map<Order, String> acknowledged() {
        return acknowledged;
    }

    /** Answers that nobody should have got. */
    Collection<String> wrong() {
        return wrong;
    }
}
