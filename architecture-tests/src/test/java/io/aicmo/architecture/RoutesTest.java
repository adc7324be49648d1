package io.aicmo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.cmo.CmoModes;
import io.aicmo.application.event.EventHub;
import io.aicmo.application.messaging.Messaging;
import io.aicmo.application.messaging.Senders;
import io.aicmo.application.messaging.UnsubscribeLinks;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Access;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Route;
import io.aicmo.http.Server;
import io.aicmo.http.Settings;
import io.aicmo.port.Ids;
import io.aicmo.port.inmemory.InMemory;
import io.aicmo.providers.Providers;
import io.aicmo.providers.mustache.MustacheTemplates;
import io.aicmo.providers.outbound.AddressRules;
import io.aicmo.providers.outbound.OutboundClient;
import io.aicmo.providers.standardwebhooks.StandardWebhookSender;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every route says who may call it; the few that anybody may call are known by name. */
class RoutesTest {
    /** What needs no credential, because it shows nothing of any tenant. */
    private static final Set<String> OPEN = Set.of(
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics",
            "GET /openapi.json",
            "GET /docs",
            "GET /functions/v1",
            // What these show or change, whoever holds a signed link was written to about.
            "GET /unsubscribe/{token}",
            "POST /unsubscribe/{token}");

    private final InMemory memory = new InMemory();
    private final InstantSource clock = InstantSource.system();
    private final Ids ids = Ids.timeOrdered(clock);
    private final List<KernelMode<?, ?>> modes = modes();
    private final List<Route> routes = routes();

    @Test
    void theFunctionOfEveryAgentNeedsTheSamePermissionAsTheKernelThatAsksThemAll() {
        List<String> functions = Stream.concat(
                        Stream.of("cmo-kernel"),
                        modes.stream().map(mode -> mode.agent().function()).filter(Objects::nonNull))
                .map(name -> "POST /functions/v1/" + name)
                .toList();

        assertThat(functions).hasSizeGreaterThan(5);
        assertThat(routes.stream().filter(route -> functions.contains(route.toString())))
                .hasSameSizeAs(functions)
                .allSatisfy(route -> assertThat(route.access())
                        .as(route.toString())
                        .isEqualTo(new Access.Holder(Permission.MARKETING_WRITE)));
    }

    @Test
    void whateverChangesSomethingOfATenantNeedsAPermission() {
        assertThat(routes.stream()
                        .filter(route -> route.path().startsWith("/v1/"))
                        .filter(route -> route.method() != Route.Method.GET)
                        .filter(route -> !(route.access() instanceof Access.Holder))
                        .map(Route::toString))
                // Whose job it is, is looked at when it is found.
                .containsExactlyInAnyOrder("POST /v1/tenants", "POST /v1/jobs/{id}/cancel", "POST /v1/jobs/{id}/retry");
    }

    @Test
    void onlyWhatShowsNothingOfATenantIsOpenToAnybody() {
        Set<String> open = routes.stream()
                .filter(route -> route.access() instanceof Access.Anyone)
                .map(Route::toString)
                .filter(name -> !name.startsWith("GET /docs"))
                .collect(Collectors.toSet());

        assertThat(OPEN).containsAll(open);
    }

    @Test
    void everyFunctionAndResourceHasOneRoute() {
        assertThat(routes.stream().map(Route::toString)).doesNotHaveDuplicates();
    }

    private List<KernelMode<?, ?>> modes() {
        return CmoModes.of(
                memory.transactions(),
                memory.records(),
                memory.tenants(),
                memory.performance(),
                memory.leads(),
                memory.spine(),
                Channels.catalogue(),
                memory.agents(List.of(), ids, clock),
                ids,
                clock);
    }

    private List<Route> routes() {
        Hexagon hexagon = new Hexagon(
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
                List.of(),
                List.of(),
                memory.idempotency(),
                memory.agents(List.of(), ids, clock),
                memory.agentRuns(),
                modes,
                Channels.catalogue(),
                Providers.all(Channels.catalogue()),
                new Messaging(
                        memory.transactions(),
                        memory.records(),
                        memory.tenants(),
                        memory.leads(),
                        memory.steps(),
                        memory.outbox(),
                        memory.spine(),
                        memory.jobs(),
                        Channels.catalogue(),
                        new MustacheTemplates(),
                        new Senders(List.of()),
                        memory.vault(),
                        new UnsubscribeLinks(new byte[32], () -> URI.create("https://cmo.example.com")),
                        ids,
                        clock),
                new StandardWebhookSender(new OutboundClient(AddressRules.publicOnly())),
                new SecureRandom(),
                ids,
                clock);
        Settings.Jwt jwt = new Settings.Jwt.Secret("only-to-list-the-routes-0123456789", null, null);
        try (Server server = new Server(Settings.with(jwt), hexagon, Server.Operations.none())) {
            return server.routes();
        }
    }
}
