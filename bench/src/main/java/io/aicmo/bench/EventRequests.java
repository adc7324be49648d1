package io.aicmo.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Requests that report events: three delivered, three opened, two clicked and two replied of ten. They are made ahead;
 * for each only the event's id and whom it is about are written in, so that the client costs little.
 */
final class EventRequests implements Requests {
    private static final String EVENT_SLOT = "#event######";
    private static final String LEAD_SLOT = "#lead".concat("#".repeat(31));
    private static final String CAMPAIGN_SLOT = "#camp".concat("#".repeat(31));
    /** What happens, in turn. */
    static final List<String> MIX = List.of(
            "email_delivered",
            "email_opened",
            "email_replied",
            "email_clicked",
            "email_delivered",
            "email_opened",
            "email_delivered",
            "email_replied",
            "email_opened",
            "email_clicked");
    /** Coprime to the number of leads, so that neighbouring events are about different people. */
    static final int STRIDE = 7_919;

    private final List<Template> templates;
    private final List<Prospect> prospects;
    private final int repeats;
    private final int perRequest;
    private long requests;
    private long events;

    /** A lead and its campaign. */
    record Prospect(String lead, String campaign) {}

    /** A request with the places of what changes. */
    private static final class Template {
        private final byte[] bytes;
        private final int[] events;
        private final int[] leads;
        private final int[] campaigns;

        Template(String request) {
            this.bytes = request.getBytes(StandardCharsets.US_ASCII);
            this.events = places(request, EVENT_SLOT);
            this.leads = places(request, LEAD_SLOT);
            this.campaigns = places(request, CAMPAIGN_SLOT);
        }

        void fill(int place, long event, Prospect prospect) {
            digits(event, bytes, events[place]);
            write(prospect.lead, leads[place]);
            write(prospect.campaign, campaigns[place]);
        }

        private void write(String text, int at) {
            for (int i = 0; i < text.length(); i++) {
                bytes[at + i] = (byte) text.charAt(i);
            }
        }

        private static int[] places(String request, String slot) {
            return IntStream.iterate(
                            request.indexOf(slot), at -> at >= 0, at -> request.indexOf(slot, at + slot.length()))
                    .toArray();
        }
    }

    private EventRequests(List<Template> templates, List<Prospect> prospects, int perRequest, int repeats) {
        this.templates = templates;
        this.prospects = prospects;
        this.perRequest = perRequest;
        this.repeats = repeats;
    }

    /** One event a request, each new. */
    static EventRequests single(URI server, String key, String provider, List<Prospect> prospects) {
        return single(server, key, provider, prospects, Integer.MAX_VALUE);
    }

    /** One event a request; after so many, the same ones again. */
    static EventRequests single(URI server, String key, String provider, List<Prospect> prospects, int distinct) {
        return new EventRequests(
                MIX.stream()
                        .map(type -> template(server, key, "/v1/channel-events", event(type, provider)))
                        .toList(),
                prospects,
                1,
                distinct);
    }

    /** Many new events a request. */
    static EventRequests batch(URI server, String key, String provider, List<Prospect> prospects, int size) {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < size; i++) {
            items.append(i == 0 ? "" : ",").append(event(MIX.get(i % MIX.size()), provider));
        }
        String body = "{\"items\":[" + items + "]}";
        return new EventRequests(
                List.of(template(server, key, "/v1/channel-events/batch", body)), prospects, size, Integer.MAX_VALUE);
    }

    @Override
    public byte[] next() {
        Template template = templates.get((int) (requests++ % repeats % templates.size()));
        for (int i = 0; i < perRequest; i++) {
            long event = events++ % repeats;
            template.fill(i, event, prospects.get((int) (event * STRIDE % prospects.size())));
        }
        return template.bytes;
    }

    /** How many events were sent so far. */
    long events() {
        return events;
    }

    private static String event(String type, String provider) {
        return """
                {"channel":"email","activity_type":"%s","provider":"%s","provider_event_id":"%s","lead_id":"%s",\
                "campaign_id":"%s","occurred_at":"%s","meta":{"subject":"Your spring offer","message":"m-20931"}}\
                """.formatted(
                        type,
                        provider,
                        EVENT_SLOT,
                        LEAD_SLOT,
                        CAMPAIGN_SLOT,
                        Instant.now().minusSeconds(60));
    }

    private static Template template(URI server, String key, String path, String body) {
        return new Template(("POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
                        + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s")
                .formatted(path, server.getAuthority(), key, body.length(), body));
    }

    private static void digits(long number, byte[] bytes, int at) {
        long rest = number;
        for (int i = EVENT_SLOT.length() - 1; i >= 0; i--) {
            bytes[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
