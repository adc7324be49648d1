package io.aicmo.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.aicmo.domain.tenant.Permission;
import io.aicmo.domain.tenant.Role;
import io.aicmo.http.Access;
import io.aicmo.http.Parameter;
import io.aicmo.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every route, from the route table, with another tenant's ids and with credentials that don't suffice: 401, 403, 404, or
 * 422 for what a body refers to; never data, never a change, never a 500.
 */
public interface EveryRouteKeepsTenantsApart {
    Api api();

    @TestFactory
    default Stream<DynamicTest> anotherTenantsIdInThePathIsNotFound() {
        Firm mine = api().aFirm();
        Firm theirs = api().aFirm();
        return theirs.untouchedBy(api().routes().stream()
                .filter(route -> route.path().contains("{id}"))
                .map(route -> dynamicTest(route.toString(), () -> {
                    Reply reply =
                            mine.owner().call(route.method().name(), theirs.pathOf(route.path()), body(route, mine));
                    reply.is(404);
                    assertThat(reply.text()).doesNotContain(theirs.name());
                })));
    }

    @TestFactory
    default Stream<DynamicTest> anotherTenantsIdInABodyIsRefused() {
        Firm mine = api().aFirm();
        Firm theirs = api().aFirm();
        return theirs.untouchedBy(api().routes().stream()
                .filter(route -> route.bodyType() != null && !route.takesPatch())
                .filter(route -> !isOfNoTenant(route))
                .flatMap(route -> new Bodies(api().openApi(), mine)
                        .fields(route).keySet().stream()
                                .filter(field -> field.endsWith("_id") && theirs.has(noun(field)))
                                .map(field -> dynamicTest(
                                        route + " " + field, () -> foreignReference(route, field, mine, theirs)))));
    }

    @TestFactory
    default Stream<DynamicTest> anotherTenantsIdInAQueryFindsNothing() {
        Firm mine = api().aFirm();
        Firm theirs = api().aFirm();
        return theirs.untouchedBy(api().routes().stream()
                .filter(route -> route.method() == Route.Method.GET)
                .flatMap(route -> route.parameters().stream()
                        .map(Parameter::name)
                        .filter(name -> name.endsWith("_id") && theirs.has(noun(name)))
                        .map(name -> dynamicTest(route + " " + name, () -> {
                            Reply reply = mine.owner()
                                    .get(mine.pathOf(route.path()) + "?" + name + "=" + theirs.id(noun(name)))
                                    .is(200);
                            assertThat(reply.at("/data").isEmpty()).isTrue();
                        }))));
    }

    @TestFactory
    default Stream<DynamicTest> aListHoldsNothingOfAnotherTenant() {
        Firm mine = api().aFirm();
        Firm theirs = api().aFirm();
        return api().routes().stream()
                .filter(route -> route.method() == Route.Method.GET
                        && !route.isEndless()
                        && route.path().startsWith("/v1/")
                        && !(route.access() instanceof Access.Anyone))
                .map(route -> dynamicTest(route.toString(), () -> {
                    Reply reply = mine.owner().get(mine.pathOf(route.path())).is(200);
                    assertThat(reply.text())
                            .doesNotContain(theirs.name())
                            .doesNotContain(theirs.id("tenant"))
                            .doesNotContain(theirs.id("lead"))
                            .doesNotContain(theirs.id("contact"));
                }));
    }

    private static boolean isOfNoTenant(Route route) {
        return route.access() instanceof Access.Bootstrap || route.access() instanceof Access.Service;
    }

    @TestFactory
    default Stream<DynamicTest> withoutACredentialNothingIsDone() {
        Firm firm = api().aFirm();
        return firm.untouchedBy(guarded()
                .map(route -> dynamicTest(route.toString(), () -> {
                    for (Client nobody : List.of(
                            api().anyone(),
                            api().bearer("nonsense"),
                            api().bearer("ak_" + "x".repeat(43)),
                            api().bearer(""),
                            api().anyone().with("Authorization", "Basic YTpi"),
                            api().anyone().with("X-Form-Token", "ft_nonsense"))) {
                        Reply reply = call(nobody, route, firm);
                        reply.is(401);
                        assertThat(reply.header("WWW-Authenticate")).isNotEmpty();
                    }
                })));
    }

    @TestFactory
    default Stream<DynamicTest> aCredentialOfAnotherKindOpensNothing() {
        Firm firm = api().aFirm();
        return firm.untouchedBy(guarded()
                .map(route -> dynamicTest(route.toString(), () -> {
                    if (!(route.access() instanceof Access.Form)) {
                        call(firm.form(), route, firm).is(401);
                        call(api().bearer(firm.formToken()), route, firm).is(401);
                    }
                    if (!(route.access() instanceof Access.Bootstrap)) {
                        call(api().bearer(api().bootstrapToken()), route, firm).is(401);
                    }
                    if (!(route.access() instanceof Access.Service)) {
                        call(api().service(), route, firm).is(401);
                    }
                    if (route.access() instanceof Access.Form || isOfNoTenant(route)) {
                        call(firm.owner(), route, firm).is(401);
                    }
                })));
    }

    @TestFactory
    default Stream<DynamicTest> aRoleOrScopeThatDoesNotSufficeIsForbidden() {
        Firm firm = api().aFirm();
        Map<Role, Client> users =
                Stream.of(Role.values()).collect(Collectors.toMap(role -> role, role -> firm.user(word(role))));
        Map<Role, Client> keys =
                Stream.of(Role.values()).collect(Collectors.toMap(role -> role, role -> firm.key(word(role), "")));
        Client leadsOnly = firm.key("owner", ", \"scopes\": [\"leads:read\"]");
        return firm.untouchedBy(holders()
                .map(route -> dynamicTest(route.toString(), () -> {
                    Permission needed = ((Access.Holder) route.access()).permission();
                    for (Role role : Role.values()) {
                        if (!role.permissions().contains(needed)) {
                            call(users.get(role), route, firm).is(403);
                            call(keys.get(role), route, firm).is(403);
                        }
                    }
                    if (needed != Permission.LEADS_READ) {
                        call(leadsOnly, route, firm).is(403);
                    }
                })));
    }

    @TestFactory
    default Stream<DynamicTest> aCredentialOfAnotherWorkspaceIsKeptOut() {
        Firm firm = api().aFirm();
        String other = firm.owner()
                .post("/v1/workspaces", "{\"name\": \"Other\"}")
                .is(201)
                .textAt("/id");
        Client restricted = firm.key("owner", ", \"workspace_ids\": [\"" + other + "\"]");
        List<String> tenantWide =
                List.of("contacts", "api-keys", "jobs", "webhook-sources", "suppressions", "channel-connections");
        return firm.untouchedBy(api().routes().stream()
                .filter(route -> route.path().contains("{id}"))
                .filter(route ->
                        tenantWide.stream().noneMatch(plural -> route.path().startsWith("/v1/" + plural)))
                .filter(route -> !route.path().endsWith("/restore"))
                .map(route -> dynamicTest(
                        route.toString(), () -> call(restricted, route, firm).is(403))));
    }

    @TestFactory
    default Stream<DynamicTest> aCredentialOfAnotherWorkspaceNamesNothingInABody() {
        Firm firm = api().aFirm();
        String other = firm.owner()
                .post("/v1/workspaces", "{\"name\": \"Other\"}")
                .is(201)
                .textAt("/id");
        Client restricted = firm.key("owner", ", \"workspace_ids\": [\"" + other + "\"]");
        return firm.untouchedBy(api().routes().stream()
                .filter(route -> route.bodyType() != null && !route.takesPatch())
                .filter(route -> route.access() instanceof Access.Holder || route.access() instanceof Access.Member)
                .filter(route -> !route.path().contains("{"))
                .flatMap(route -> ofWorkspaces(route, firm)
                        .map(field -> dynamicTest(
                                route + " " + field, () -> elsewhere(restricted, route, field, other, firm)))));
    }

    /** Fields that name something of a workspace: people, users and what belongs to all of the tenant are not. */
    private Stream<String> ofWorkspaces(Route route, Firm firm) {
        List<String> tenantWide = List.of("tenant", "contact", "user", "owner", "author");
        return new Bodies(api().openApi(), firm)
                .fields(route).keySet().stream()
                        .filter(field -> field.endsWith("_id") && firm.has(noun(field)))
                        .filter(field -> !tenantWide.contains(noun(field)));
    }

    private void elsewhere(Client restricted, Route route, String field, String own, Firm firm) {
        Bodies bodies = new Bodies(api().openApi(), firm);
        ObjectNode body = bodies.full(route);
        ofWorkspaces(route, firm)
                .filter(other -> !other.equals(field) && !bodies.required(route).contains(other))
                .forEach(body::remove);
        if (!field.equals("workspace_id") && body.has("workspace_id")) {
            body.put("workspace_id", own);
        }
        String sent = route.takesBatch() ? "{\"items\": [" + body + "]}" : body.toString();
        Reply reply = restricted.call(route.method().name(), route.path(), sent);
        int status = route.takesBatch() && reply.status() == 207
                ? reply.at("/results/0/status").asInt(0)
                : reply.status();
        assertThat(status).as(reply.toString()).isIn(403, 404, 422);
    }

    @TestFactory
    default Stream<DynamicTest> aCredentialOfAnotherWorkspaceListsNothing() {
        Firm firm = api().aFirm();
        String other = firm.owner()
                .post("/v1/workspaces", "{\"name\": \"Other\"}")
                .is(201)
                .textAt("/id");
        Client restricted = firm.key("owner", ", \"workspace_ids\": [\"" + other + "\"]");
        return Stream.of(
                        "campaigns",
                        "leads",
                        "notes",
                        "sequences",
                        "sequence-runs",
                        "outbox",
                        "sending-policies",
                        "automation-steps",
                        "metrics-snapshots",
                        "weekly-summaries",
                        "recommendations",
                        "form-tokens",
                        "brand-profiles",
                        "icp-segments",
                        "offers",
                        "plans",
                        "milestones",
                        "funnels",
                        "funnel-stages",
                        "campaign-channels",
                        "content-assets",
                        "content-variants",
                        "calendar-events",
                        "conversations",
                        "workflow-triggers",
                        "workflow-executions",
                        "events/set-aside",
                        "workspaces")
                .map(plural -> dynamicTest(plural, () -> {
                    Reply reply = restricted.get("/v1/" + plural).is(200);
                    assertThat(reply.text())
                            .doesNotContain(firm.id("workspace"))
                            .doesNotContain(firm.id("lead"));
                }));
    }

    private Stream<Route> guarded() {
        return api().routes().stream()
                .filter(route -> !(route.access() instanceof Access.Anyone))
                .filter(route -> !(route.access() instanceof Access.Provider));
    }

    private Stream<Route> holders() {
        return api().routes().stream().filter(route -> route.access() instanceof Access.Holder);
    }

    private Reply call(Client client, Route route, Firm firm) {
        return client.call(route.method().name(), firm.pathOf(route.path()), body(route, firm));
    }

    private String body(Route route, Firm firm) {
        if (route.bodyType() == null) {
            return null;
        }
        if (route.takesPatch()) {
            return "{}";
        }
        ObjectNode full = new Bodies(api().openApi(), firm).full(route);
        return route.takesBatch() ? "{\"items\": [" + full + "]}" : full.toString();
    }

    private void foreignReference(Route route, String field, Firm mine, Firm theirs) {
        ObjectNode body = new Bodies(api().openApi(), mine).full(route);
        body.put(field, theirs.id(noun(field)));
        if (route.takesBatch()) {
            Reply reply =
                    mine.owner().call(route.method().name(), mine.pathOf(route.path()), "{\"items\": [" + body + "]}");
            reply.is(207);
            assertThat(reply.at("/results/0/status").asInt(0))
                    .as(reply.toString())
                    .isIn(403, 404, 422);
            return;
        }
        Client client = route.access() instanceof Access.Form ? mine.form() : mine.owner();
        Reply reply = client.call(route.method().name(), mine.pathOf(route.path()), body.toString());
        assertThat(reply.status()).as(reply.toString()).isIn(403, 404, 422);
        assertThat(reply.text()).doesNotContain(theirs.name());
    }

    private static String noun(String field) {
        return field.substring(0, field.length() - "_id".length());
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
