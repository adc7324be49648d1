package io.aicmo.http;

import io.aicmo.application.crm.ChangeLead;
import io.aicmo.application.crm.EnrollLead;
import io.aicmo.application.event.EventHub;
import io.aicmo.application.messaging.Messaging;
import io.aicmo.application.messaging.Senders;
import io.aicmo.application.messaging.UnsubscribeLinks;
import io.aicmo.application.workflow.LeadActions;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Aside;
import io.aicmo.port.Ids;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.contract.PlainTemplates;
import io.aicmo.port.contract.Wire;
import io.aicmo.port.event.EventListener;
import io.aicmo.port.inmemory.InMemory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** Servers on the in-memory adapters. */
final class MemoryServer {
    static final String BOOTSTRAP_TOKEN = "bootstrap-token-of-the-tests";
    static final String JWT_SECRET = "a secret of the tests that is long enough for HS256";
    private static final int BEYOND_REACH = 100_000_000;

    private MemoryServer() {}

    /** The one that most tests share. */
    static Api shared() {
        return Shared.API;
    }

    private static final class Shared {
        static final InMemory MEMORY = new InMemory();
        static final Api API = new Api(
                start(settings -> settings, hexagon(MEMORY, InstantSource.system()), Server.Operations.none()),
                BOOTSTRAP_TOKEN,
                JWT_SECRET,
                new Aside(MEMORY.transactions(), MEMORY.records()));
    }

    static Api api(Server server) {
        return new Api(server, BOOTSTRAP_TOKEN, JWT_SECRET);
    }

    /** A server of its own, with these settings. */
    static Server start(UnaryOperator<Settings> settings) {
        return start(settings, hexagon(new InMemory(), InstantSource.system()), Server.Operations.none());
    }

    static Server start(UnaryOperator<Settings> settings, Hexagon hexagon, Server.Operations operations) {
        return new Server(settings.apply(settings()), hexagon, operations).start();
    }

    static Settings settings() {
        return Settings.with(new Settings.Jwt.Secret(JWT_SECRET, null, null))
                .bootstrapped(BOOTSTRAP_TOKEN)
                .serving(Api.serviceToken(BOOTSTRAP_TOKEN))
                .limiting(Route.RateClass.ORDINARY, BEYOND_REACH)
                .limiting(Route.RateClass.STRICT, BEYOND_REACH);
    }

    static Hexagon hexagon(InMemory memory, InstantSource clock) {
        return hexagon(memory, List.of(), clock);
    }

    static Hexagon hexagon(InMemory memory, List<EventListener> listeners, InstantSource clock) {
        Ids ids = Ids.timeOrdered(clock);
        Agents agents = memory.agents(List.of(Echo.PLAYBOOK, new WeekInNumbers()), ids, clock);
        return new Hexagon(
                memory.transactions(),
                memory.records(),
                memory.vault(),
                memory.tenants(),
                memory.credentials(),
                memory.spine(),
                memory.leads(),
                memory.steps(),
                memory.performance(),
                memory.jobs(),
                memory.schedules(),
                new EventHub(memory.eventFeed(), clock),
                listeners,
                new LeadActions(
                                new ChangeLead(
                                        memory.transactions(),
                                        memory.records(),
                                        memory.tenants(),
                                        new SpineRules(Channels.catalogue()),
                                        memory.spine(),
                                        ids,
                                        clock),
                                new EnrollLead(
                                        memory.transactions(),
                                        memory.records(),
                                        memory.steps(),
                                        memory.leads(),
                                        memory.jobs(),
                                        ids,
                                        clock),
                                memory.records(),
                                memory.jobs(),
                                ids,
                                clock)
                        .all(),
                memory.idempotency(),
                agents,
                memory.agentRuns(),
                List.of(Echo.mode(memory, agents, ids, clock)),
                Channels.catalogue(),
                List.of(new GenericProvider()),
                messaging(memory, ids, clock),
                new NoWire(),
                new SecureRandom(),
                ids,
                clock);
    }

    private static Messaging messaging(InMemory memory, Ids ids, InstantSource clock) {
        return new Messaging(
                memory.transactions(),
                memory.records(),
                memory.tenants(),
                memory.leads(),
                memory.steps(),
                memory.outbox(),
                memory.spine(),
                memory.jobs(),
                Channels.catalogue(),
                new PlainTemplates(),
                new Senders(List.of(new Wire("smtp", Duration.ZERO))),
                memory.vault(),
                new UnsubscribeLinks(
                        JWT_SECRET.getBytes(StandardCharsets.UTF_8), () -> URI.create("http://test.invalid")),
                ids,
                clock);
    }
}
