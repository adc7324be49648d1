package io.aicmo.http.contract;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The calls that http-api.md fixes, with exactly its names and statuses. Every answer is checked against the document. */
public interface SpineRoutesContract {
    Api api();

    @Test
    default void aTenantComesWithOwnerWorkspaceCampaignAndKey() {
        Reply made = api().bearer(api().bootstrapToken())
                .post("/v1/tenants", "{\"name\": \"Acme\", \"owner_email\": \"ada@acme.example.com\"}")
                .is(201);

        assertThat(made.textAt("/name")).isEqualTo("Acme");
        assertThat(made.textAt("/api_key")).startsWith("ak_");
        Client owner = api().bearer(made.textAt("/api_key"));
        assertThat(owner.get("/v1/tenant").is(200).textAt("/id")).isEqualTo(made.textAt("/id"));
        assertThat(owner.get("/v1/workspaces/" + made.textAt("/workspace_id"))
                        .is(200)
                        .textAt("/direct_campaign_id"))
                .isEqualTo(made.textAt("/direct_campaign_id"));
        made.textAt("/owner_user_id");
    }

    @Test
    default void aTenantHasATimeZoneThatExists() {
        Client bootstrap = api().bearer(api().bootstrapToken());

        Reply berlin = bootstrap
                .post(
                        "/v1/tenants",
                        json("{'name': 'B', 'owner_email': 'b@b.example.com', 'time_zone': 'Europe/Berlin'}"))
                .is(201);

        assertThat(api().bearer(berlin.textAt("/api_key")).get("/v1/tenant").textAt("/time_zone"))
                .isEqualTo("Europe/Berlin");
        bootstrap
                .post("/v1/tenants", json("{'name': 'M', 'owner_email': 'm@m.example.com', 'time_zone': 'Mars/Base'}"))
                .refuses(422, "/time_zone");
    }

    @Test
    default void anApiKeyIsShownOnceAndWorks() {
        Firm firm = api().aFirm();

        Reply issued = firm.owner()
                .post("/v1/api-keys", json("{'name': 'crm', 'role': 'rep', 'scopes': ['leads:read']}"))
                .is(201);

        assertThat(api().bearer(issued.textAt("/api_key")).get("/v1/leads").status())
                .isEqualTo(200);
        assertThat(firm.owner().get("/v1/api-keys").is(200).text()).doesNotContain(issued.textAt("/api_key"));
        assertThat(firm.owner().get(issued.header("Location")).is(200).textAt("/name"))
                .isEqualTo("crm");
    }

    @Test
    default void aWorkspaceComesWithItsDirectCampaign() {
        Firm firm = api().aFirm();

        Reply made =
                firm.owner().post("/v1/workspaces", json("{'name': 'Outlet'}")).is(201);

        assertThat(firm.owner()
                        .get("/v1/campaigns/" + made.textAt("/direct_campaign_id"))
                        .is(200)
                        .at("/direct")
                        .booleanValue())
                .isTrue();
    }

    @Test
    default void aCampaignBeginsInPlanningAndIsNotActivatedWithoutALaunch() {
        Firm firm = api().aFirm();
        Reply made = firm.owner()
                .post(
                        "/v1/campaigns",
                        json("{'workspace_id': '%s', 'name': 'Launch', 'channels': ['email']}", firm.id("workspace")))
                .is(201);
        String path = "/v1/campaigns/" + made.textAt("/id");

        assertThat(made.textAt("/status")).isEqualTo("planning");
        assertThat(made.at("/reply_count").intValue()).isZero();
        Reply refused = firm.owner().patch(path, json("{'status': 'active'}")).refuses(422, "/status");
        assertThat(refused.textAt("/errors/0/detail")).contains("cmo-launch-campaign");
        firm.owner().patch(path, json("{'status': 'paused'}")).refuses(422, "/status");
        assertThat(firm.owner().get(path).is(200).textAt("/status")).isEqualTo("planning");
    }

    @Test
    default void aContactAndALeadAreMadeAndShown() {
        Firm firm = api().aFirm();

        Reply contact = firm.owner()
                .post(
                        "/v1/contacts",
                        json("{'email': 'Grace@Example.com', 'first_name': 'Grace', 'phone': '+1 415 555 0123'}"))
                .is(201);
        Reply lead = firm.owner()
                .post(
                        "/v1/leads",
                        json(
                                "{'contact_id': '%s', 'source': 'fair', 'budget_min': 100.5, 'budget_currency': 'EUR'}",
                                contact.textAt("/id")))
                .is(201);

        assertThat(contact.textAt("/email")).isEqualTo("grace@example.com");
        assertThat(contact.textAt("/email_status")).isEqualTo("deliverable");
        JsonNode shown =
                firm.owner().get("/v1/leads/" + lead.textAt("/id")).is(200).json();
        assertThat(shown.path("contact_id").asString()).isEqualTo(contact.textAt("/id"));
        assertThat(shown.path("status").asString()).isEqualTo("new");
        assertThat(shown.path("budget_min").asDouble()).isEqualTo(100.5);
        assertThat(shown.propertyNames())
                .contains(
                        "id", "contact_id", "campaign_id", "status", "score", "owner_id", "last_contact_at", "version");
    }

    @Test
    default void anUpsertMakesOnceAndFindsAfterwards() {
        Firm firm = api().aFirm();
        String body = json(
                "{'email': 'linus@example.com', 'first_name': 'Linus', 'last_name': 'T', 'phone': '+4915112345678',"
                        + " 'company': 'L', 'title': 'CTO', 'campaign_id': '%s', 'source': 'import'}",
                firm.id("campaign"));

        Reply first = firm.owner().post("/v1/leads/upsert", body).is(201);
        Reply again = firm.owner()
                .post("/functions/v1/crm-upsert-contact-and-lead", body)
                .is(200);

        assertThat(first.at("/created").booleanValue()).isTrue();
        assertThat(again.at("/created").booleanValue()).isFalse();
        assertThat(again.textAt("/lead_id")).isEqualTo(first.textAt("/lead_id"));
        assertThat(again.textAt("/contact_id")).isEqualTo(first.textAt("/contact_id"));
        assertThat(first.header("Location")).isEqualTo("/v1/leads/" + first.textAt("/lead_id"));
    }

    @Test
    default void anEventIsRecordedOnceHoweverOftenItIsSent() {
        Firm firm = api().aFirm();
        String event = firm.eventJson("replied", "evt_1");

        Reply first = firm.owner().post("/v1/channel-events", event).is(201);
        Reply again = firm.owner().post("/v1/channel-events", event).is(200);

        assertThat(first.at("/duplicate").booleanValue()).isFalse();
        assertThat(first.textAt("/lead_id")).isEqualTo(firm.id("lead"));
        assertThat(first.textAt("/lead_status")).isEqualTo("contacted");
        assertThat(first.at("/paused_runs").intValue()).isEqualTo(1);
        assertThat(first.at("/stats/0").asString()).isEqualTo("replies");
        assertThat(again.at("/duplicate").booleanValue()).isTrue();
        assertThat(again.textAt("/activity_id")).isEqualTo(first.textAt("/activity_id"));
        assertThat(firm.owner()
                        .get("/v1/campaigns/" + firm.id("campaign"))
                        .at("/reply_count")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    default void aReplyPausesTheLeadsSequencesAndSaysWhy() {
        Firm firm = api().aFirm();

        firm.event("replied").is(201);

        JsonNode run = firm.owner()
                .get("/v1/leads/" + firm.id("lead") + "/sequence-runs")
                .is(200)
                .at("/data/0");
        assertThat(run.path("id").asString()).isEqualTo(firm.id("sequence_run"));
        assertThat(run.path("sequence_id").asString()).isEqualTo(firm.id("sequence"));
        assertThat(run.path("status").asString()).isEqualTo("paused");
        assertThat(run.path("paused_reason").asString()).isEqualTo("email_replied");
    }

    @Test
    default void anEventThatNamesWhatDoesNotExistIsRefused() {
        Firm firm = api().aFirm();
        String unknown = UUID.randomUUID().toString();
        String stranger = firm.owner()
                .post("/v1/contacts", json("{'email': 'stranger@example.com'}"))
                .is(201)
                .textAt("/id");

        firm.owner()
                .post(
                        "/v1/channel-events",
                        json(
                                "{'channel': 'email', 'activity_type': 'email_opened', 'provider': 'p',"
                                        + " 'provider_event_id': '1', 'lead_id': '%s', 'campaign_id': '%s'}",
                                firm.id("lead"), unknown))
                .refuses(422, "/campaign_id");
        firm.owner()
                .post(
                        "/v1/channel-events",
                        json("{'channel': 'email', 'activity_type': 'email_opened', 'provider': 'p',"
                                + " 'provider_event_id': '2', 'email': 'nobody@example.com'}"))
                .refuses(422, "/email");
        firm.owner()
                .post(
                        "/v1/channel-events",
                        json(
                                "{'channel': 'email', 'activity_type': 'email_opened', 'provider': 'p',"
                                        + " 'provider_event_id': '5', 'lead_id': '%s', 'contact_id': '%s'}",
                                firm.id("lead"), stranger))
                .refuses(422, "/contact_id");
        firm.owner()
                .post(
                        "/v1/channel-events",
                        json("{'channel': 'email', 'activity_type': 'email_opened', 'provider': 'p',"
                                + " 'provider_event_id': '3'}"))
                .refuses(422, "/lead_id");
        firm.owner()
                .post(
                        "/v1/channel-events",
                        json(
                                "{'channel': 'pigeon', 'activity_type': 'pigeon_sent', 'provider': 'p',"
                                        + " 'provider_event_id': '4', 'lead_id': '%s'}",
                                firm.id("lead")))
                .refuses(422, "/channel");
    }

    @Test
    default void allThatIsWrongWithAnEventIsToldAtOnceAloneAndInABatch() {
        Firm firm = api().aFirm();
        String wrong = firm.eventJson("opened", "w1")
                .replace("email_opened", "email_yelled")
                .replace("}", ", \"occurred_at\": \"2999-01-01T00:00:00Z\"}");

        Reply alone = firm.owner().post("/v1/channel-events", wrong).is(422);
        Reply batch = firm.owner()
                .post("/v1/channel-events/batch", "{\"items\": [" + wrong + "]}")
                .is(207);

        assertThat(alone.pointers()).containsExactly("/activity_type", "/occurred_at");
        assertThat(batch.at("/results/0/error/errors").findValuesAsString("pointer"))
                .containsExactly("/activity_type", "/occurred_at");
    }

    @Test
    default void aMessageIdIsAsLongAsALineOfAHeaderInWhateverScript() {
        Firm firm = api().aFirm();
        String sent = "{'channel': 'email', 'activity_type': 'email_sent', 'provider': 'p', 'provider_event_id': '%s',"
                + " 'lead_id': '%s', 'message_id': '%s'}";
        // Each another character, for what repeats is stored in a few bytes.
        String tooLong = IntStream.range(0, 998)
                .mapToObj(i -> Character.toString(0x4e00 + i * 7_919 % 20_000))
                .collect(Collectors.joining());
        String longest = tooLong.substring(0, 332) + "@x";

        firm.owner()
                .post("/v1/channel-events", json(sent, "m1", firm.id("lead"), tooLong))
                .refuses(422, "/message_id");
        firm.owner()
                .post("/v1/channel-events", json(sent, "m2", firm.id("lead"), longest))
                .is(201);
    }

    @Test
    default void aBatchKeepsTheGoodEventsAndReportsTheBad() {
        Firm firm = api().aFirm();
        String good = firm.eventJson("opened", "b1");
        String bad = good.replace("email_opened", "email_yelled").replace("b1", "b2");
        String unreadable = "{\"channel\": 5}";

        JsonNode mixed = firm.owner()
                .post(
                        "/v1/channel-events/batch",
                        "{\"items\": [" + String.join(",", good, bad, unreadable, good) + "]}")
                .is(207)
                .at("/results");
        JsonNode clean = firm.owner()
                .post("/v1/channel-events/batch", "{\"items\": [" + firm.eventJson("clicked", "b3") + "]}")
                .is(201)
                .at("/results");

        assertThat(mixed.at("/0/status").intValue()).isEqualTo(201);
        assertThat(mixed.at("/1/status").intValue()).isEqualTo(422);
        assertThat(mixed.at("/1/error/detail").asString()).contains("email_opened");
        assertThat(mixed.at("/2/status").intValue()).isEqualTo(422);
        assertThat(mixed.at("/3/status").intValue()).isEqualTo(200);
        assertThat(mixed.at("/3/duplicate").booleanValue()).isTrue();
        assertThat(mixed.at("/3/activity_id")).isEqualTo(mixed.at("/0/activity_id"));
        assertThat(mixed.at("/3/index").intValue()).isEqualTo(3);
        assertThat(clean.at("/0/status").intValue()).isEqualTo(201);
    }

    @Test
    default void aBatchHasOneToAThousandItems() {
        Firm firm = api().aFirm();
        String item = firm.eventJson("opened", "n");

        firm.owner().post("/v1/channel-events/batch", "{\"items\": []}").refuses(422, "/items");
        firm.owner()
                .post("/v1/channel-events/batch", "{\"items\": [" + "1,".repeat(1_000) + item + "]}")
                .refuses(422, "/items");
        firm.owner().post("/v1/channel-events/batch", "{\"items\": {}}").refuses(422, "/items");
        firm.owner()
                .post("/v1/channel-events/batch", "{\"items\": [1], \"x\": 1}")
                .refuses(422, "/x");
    }

    @Test
    default void aTimelineShowsTheLatestFirstPageByPage() {
        Firm firm = api().aFirm();
        Instant start = Instant.now().minus(Duration.ofDays(2));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(firm.owner()
                    .post(
                            "/v1/channel-events",
                            json(
                                    "{'channel': 'email', 'activity_type': 'email_opened', 'provider': 'p',"
                                            + " 'provider_event_id': 't%d', 'lead_id': '%s', 'occurred_at': '%s',"
                                            + " 'meta': {'subject': 'No %d'}}",
                                    i, firm.id("lead"), start.plus(Duration.ofHours(i)), i))
                    .is(201)
                    .textAt("/activity_id"));
        }
        List<String> seen = new ArrayList<>();
        String path = "/v1/leads/" + firm.id("lead") + "/timeline?limit=2";
        Reply page = firm.owner().get(path).is(200);
        while (true) {
            page.at("/data").forEach(entry -> seen.add(entry.path("id").asString()));
            if (page.at("/next_cursor").isNull()) {
                break;
            }
            page = firm.owner()
                    .get(path + "&cursor=" + page.textAt("/next_cursor"))
                    .is(200);
        }

        // The first entry is the mail that the firm sent just now.
        assertThat(seen).hasSize(6);
        assertThat(seen.subList(1, 6)).containsExactly(ids.get(4), ids.get(3), ids.get(2), ids.get(1), ids.get(0));
        JsonNode entry = firm.owner()
                .get("/v1/contacts/" + firm.id("contact") + "/timeline?limit=200")
                .is(200)
                .at("/data/1");
        assertThat(entry.propertyNames())
                .contains("id", "type", "channel", "campaign_id", "lead_id", "occurred_at", "recorded_at", "meta");
        assertThat(entry.at("/meta/subject").asString()).isEqualTo("No 4");
    }

    @Test
    default void theTimelineOfWhatDoesNotExistIsNotFound() {
        Firm firm = api().aFirm();
        String unknown = UUID.randomUUID().toString();

        firm.owner().get("/v1/leads/" + unknown + "/timeline").is(404);
        firm.owner().get("/v1/contacts/" + unknown + "/timeline").is(404);
        firm.owner().get("/v1/leads/" + unknown + "/sequence-runs").is(404);
        firm.owner().get("/v1/leads/" + unknown + "/scores").is(404);
    }

    @Test
    default void theTimelineOfWhatWasDeletedIsNotFound() {
        Firm firm = api().aFirm();
        String ada = json("{'email': 'gone@example.com'}");
        Reply gone = firm.owner().post("/v1/leads/upsert", ada).is(201);
        String lead = "/v1/leads/" + gone.textAt("/lead_id");
        String contact = "/v1/contacts/" + gone.textAt("/contact_id");
        firm.owner()
                .post(
                        "/v1/channel-events",
                        json(
                                "{'channel': 'email', 'activity_type': 'email_opened', 'provider': 'p',"
                                        + " 'provider_event_id': 'e', 'lead_id': '%s'}",
                                gone.textAt("/lead_id")))
                .is(201);
        firm.owner().get(lead + "/timeline").is(200);

        firm.owner().delete(lead).is(204);
        firm.owner().delete(contact).is(204);

        firm.owner().get(lead + "/timeline").is(404);
        firm.owner().get(contact + "/timeline").is(404);
    }

    @Test
    default void statisticsCountByDayAndChannelAndARecountFindsNoDifference() {
        Firm firm = api().aFirm();
        firm.event("opened").is(201);
        firm.event("opened").is(201);
        firm.event("replied").is(201);
        String today = LocalDate.now(ZoneOffset.UTC).toString();

        JsonNode day = firm.owner()
                .get("/v1/campaigns/" + firm.id("campaign") + "/stats?from=" + today + "&to=" + today)
                .is(200)
                .at("/data/0");

        assertThat(day.path("day").asString()).isEqualTo(today);
        assertThat(day.path("channel").asString()).isEqualTo("email");
        assertThat(day.path("sends").intValue()).isEqualTo(1);
        assertThat(day.path("opens").intValue()).isEqualTo(2);
        assertThat(day.path("replies").intValue()).isEqualTo(1);
        assertThat(day.propertyNames()).contains("deliveries", "clicks", "bounces", "meetings_booked");
        Reply rebuilt = firm.owner()
                .post("/v1/campaigns/" + firm.id("campaign") + "/stats/rebuild")
                .is(200);
        assertThat(rebuilt.at("/days").intValue()).isEqualTo(1);
        assertThat(rebuilt.at("/differences").isEmpty()).isTrue();
    }

    @Test
    default void theIntegrityReportFindsNothingBroken() {
        Reply report = api().aFirm().owner().get("/v1/integrity").is(200);

        assertThat(report.at("/broken").intValue()).isZero();
        assertThat(report.at("/rules/0").propertyNames()).contains("rule", "checked", "broken");
    }

    @Test
    default void aSequenceShowsItsStepsAndItsRunsAreControlled() {
        Firm firm = api().aFirm();
        String run = "/v1/sequence-runs/" + firm.id("sequence_run");

        assertThat(firm.owner()
                        .get("/v1/sequences/" + firm.id("sequence"))
                        .is(200)
                        .textAt("/steps/0/subject"))
                .isEqualTo("Hello");
        assertThat(firm.owner().post(run + "/pause").is(200).textAt("/paused_reason"))
                .isEqualTo("manual");
        assertThat(firm.owner().post(run + "/resume").is(200).textAt("/status")).isEqualTo("active");
        assertThat(firm.owner().post(run + "/stop", "{}").is(200).textAt("/status"))
                .isEqualTo("stopped");
        firm.owner().post(run + "/resume").is(422);
    }

    @Test
    default void aLeadIsInASequenceOnce() {
        Firm firm = api().aFirm();

        firm.owner()
                .post("/v1/sequences/" + firm.id("sequence") + "/enroll", json("{'lead_id': '%s'}", firm.id("lead")))
                .refuses(409, "/lead_id");
    }

    @Test
    default void aFormMakesPersonLeadTimelineAndConsent() {
        Firm firm = api().aFirm();

        Reply submitted = firm.form()
                .post(
                        "/functions/v1/landing-form-submit",
                        json("{'email': 'visitor@example.com', 'first_name': 'Vi', 'consent': true,"
                                + " 'utm': {'source': 'ad'}, 'page': 'https://www.example.com/offer'}"))
                .is(201);

        assertThat(submitted.at("/created").booleanValue()).isTrue();
        Reply contact = firm.owner()
                .get("/v1/contacts/" + submitted.textAt("/contact_id"))
                .is(200);
        assertThat(contact.textAt("/consent/email/state")).isEqualTo("granted");
        JsonNode entry = firm.owner()
                .get("/v1/leads/" + submitted.textAt("/lead_id") + "/timeline")
                .is(200)
                .at("/data/0");
        assertThat(entry.path("type").asString()).isEqualTo("landing_form_submit");
        assertThat(entry.at("/meta/utm/source").asString()).isEqualTo("ad");
        Reply lead =
                firm.owner().get("/v1/leads/" + submitted.textAt("/lead_id")).is(200);
        assertThat(lead.at("/score").intValue()).isPositive();
    }

    @Test
    default void aFormSaysConsentByChannelAndIsTakenOncePerSubmission() {
        Firm firm = api().aFirm();
        String body =
                json("{'email': 'v@example.com', 'consent': {'email': false, 'sms': true}, 'submission_id': 's1'}");

        Reply first =
                firm.form().post("/functions/v1/landing-form-submit", body).is(201);
        Reply again = api().anyone()
                .post("/functions/v1/landing-form-submit?form_token=" + firm.formToken(), body)
                .is(201);

        assertThat(again.textAt("/lead_id")).isEqualTo(first.textAt("/lead_id"));
        assertThat(again.at("/created").booleanValue()).isFalse();
        assertThat(firm.owner()
                        .get("/v1/leads/" + first.textAt("/lead_id") + "/timeline")
                        .at("/data")
                        .size())
                .isEqualTo(1);
        assertThat(firm.owner()
                        .get("/v1/contacts/" + first.textAt("/contact_id"))
                        .textAt("/consent/sms/state"))
                .isEqualTo("granted");
        firm.form()
                .post("/functions/v1/landing-form-submit", json("{'email': 'v@example.com', 'consent': 'yes'}"))
                .refuses(422, "/consent");
        firm.form()
                .post("/functions/v1/landing-form-submit", json("{'email': 'v@example.com', 'consent': {'fax': true}}"))
                .refuses(422, "/consent/fax");
    }

    @Test
    default void aSubmissionThatIsSentAgainChangesNothingWhateverBecameOfIt() {
        Firm firm = api().aFirm();
        String body = json("{'email': 'v@example.com', 'first_name': 'Vi', 'submission_id': 's1'}");
        Reply first =
                firm.form().post("/functions/v1/landing-form-submit", body).is(201);
        String lead = "/v1/leads/" + first.textAt("/lead_id");
        String contact = "/v1/contacts/" + first.textAt("/contact_id");
        firm.owner().patch(contact, json("{'first_name': 'Viola'}")).is(200);
        firm.owner().delete(lead).is(204);

        Reply again =
                firm.form().post("/functions/v1/landing-form-submit", body).is(201);

        assertThat(again.textAt("/lead_id")).isEqualTo(first.textAt("/lead_id"));
        assertThat(again.textAt("/contact_id")).isEqualTo(first.textAt("/contact_id"));
        assertThat(again.at("/created").booleanValue()).isFalse();
        assertThat(firm.owner().get(contact).is(200).textAt("/first_name")).isEqualTo("Viola");
        firm.owner().get(lead).is(404);
        assertThat(firm.owner()
                        .get("/v1/leads?contact_id=" + first.textAt("/contact_id"))
                        .is(200)
                        .at("/data")
                        .isEmpty())
                .isTrue();
    }

    @Test
    default void aSubmissionThatIsSentManyTimesAtOnceIsOne() {
        Firm firm = api().aFirm();
        String body = json("{'email': 'v@example.com', 'first_name': 'Vi', 'submission_id': 's1'}");

        List<String> leads = IntStream.range(0, 6)
                .parallel()
                .mapToObj(n -> firm.form()
                        .post("/functions/v1/landing-form-submit", body)
                        .is(201)
                        .textAt("/lead_id"))
                .toList();

        assertThat(leads).containsOnly(leads.get(0));
        assertThat(firm.owner()
                        .get("/v1/leads/" + leads.get(0) + "/timeline")
                        .at("/data")
                        .size())
                .isEqualTo(1);
    }

    @Test
    default void aWebhookSourceShowsItsSecretOnceAndItsUrl() {
        Firm firm = api().aFirm();

        Reply made = firm.owner()
                .post("/v1/webhook-sources", json("{'provider': 'generic'}"))
                .is(201);

        assertThat(made.textAt("/secret")).startsWith("whsec_");
        assertThat(made.textAt("/url")).endsWith("/functions/v1/email-webhook?source=" + made.textAt("/id"));
        assertThat(firm.owner().get("/v1/webhook-sources").is(200).text()).doesNotContain("whsec_");
        firm.owner().post("/v1/webhook-sources", json("{'provider': 'nobody'}")).refuses(422, "/provider");
    }

    @Test
    default void aProvidersBatchIsTakenEventByEvent() {
        Firm firm = api().aFirm();
        String email = "ada@" + firm.name() + ".example.com";
        String body = json(
                "{'events': [{'id': 'e1', 'type': 'email.opened', 'email': '%s'},"
                        + " {'id': 'e1', 'type': 'email.opened', 'email': '%s'},"
                        + " {'id': 'e2', 'type': 'email.opened', 'email': 'stranger@example.com'}]}",
                email, email);

        Reply taken = firm.webhook("email-webhook", body).is(200);

        assertThat(taken.at("/accepted").intValue()).isEqualTo(1);
        assertThat(taken.at("/duplicates").intValue()).isEqualTo(1);
        assertThat(taken.at("/rejected/0/index").intValue()).isEqualTo(2);
        assertThat(taken.textAt("/rejected/0/detail")).isNotBlank();
    }

    @Test
    default void everyChannelHasItsWebhook() {
        Firm firm = api().aFirm();
        String email = "ada@" + firm.name() + ".example.com";
        String event = "{'events': [{'id': 'w1', 'type': '%s', 'email': '%s'}]}";

        assertThat(firm.webhook("sms-webhook", json(event, "sms.replied", email))
                        .is(200)
                        .at("/accepted")
                        .intValue())
                .isEqualTo(1);
        assertThat(firm.webhook("voice-webhook", json(event, "voice.call_completed", email))
                        .is(200)
                        .at("/accepted")
                        .intValue())
                .isEqualTo(1);
        assertThat(firm.webhook("linkedin-webhook", json(event, "linkedin.message_replied", email))
                        .is(200)
                        .at("/accepted")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    default void aWebhookThatIsNotSignedRightIsRefusedAndNothingIsStored() {
        Firm firm = api().aFirm();
        String body =
                json("{'events': [{'id': 'x1', 'type': 'email.replied', 'email': 'ada@%s.example.com'}]}", firm.name());
        String path = "/functions/v1/email-webhook?source=" + firm.id("webhook_source");
        byte[] bytes = Firm.bytes(body);
        List<JsonNode> before = firm.everything();

        api().anyone()
                .with("Content-Type", "application/json")
                .send("POST", path, bytes)
                .is(401);
        firm.signed(body, "whsec_" + "AAAA".repeat(8), Instant.now())
                .send("POST", path, bytes)
                .is(401);
        firm.signed(body, firm.webhookSecret(), Instant.now().minus(Duration.ofMinutes(6)))
                .send("POST", path, bytes)
                .is(401);
        firm.signed(body, firm.webhookSecret(), Instant.now())
                .send("POST", path, Firm.bytes(body + " "))
                .is(401);
        firm.signed(body, firm.webhookSecret(), Instant.now())
                .send("POST", "/functions/v1/email-webhook?source=" + UUID.randomUUID(), bytes)
                .is(401);

        assertThat(firm.everything()).isEqualTo(before);
    }

    @Test
    default void aScoreIsAJobThatIsShown() {
        Firm firm = api().aFirm();

        Reply job = firm.owner().get("/v1/jobs/" + firm.id("job")).is(200);

        assertThat(job.textAt("/kind")).isEqualTo("auto-score-lead");
        assertThat(job.textAt("/status")).isEqualTo("queued");
        assertThat(job.at("/progress/total").intValue()).isEqualTo(1);
        assertThat(job.at("/tries").intValue()).isZero();
    }

    @Test
    default void theChannelsAreListedWithWhatTheyDo() {
        Reply channels = api().aFirm().owner().get("/v1/channels").is(200);

        assertThat(channels.text())
                .contains("email_replied")
                .contains("pauses_sequences")
                .contains("landing_page");
    }

    @Test
    default void functionsAreListedWithTheirSchemas() {
        Reply functions = api().anyone().get("/functions/v1").is(200);

        List<String> names = new ArrayList<>();
        functions
                .at("/data")
                .forEach(function -> names.add(function.path("name").asString()));
        assertThat(names)
                .contains(
                        "landing-form-submit",
                        "email-webhook",
                        "sms-webhook",
                        "voice-webhook",
                        "linkedin-webhook",
                        "crm-upsert-contact-and-lead",
                        "auto-score-lead");
        api().aFirm().owner().post("/functions/v1/cmo-nothing", "{}").is(404);
    }
}
