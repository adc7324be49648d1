package io.aicmo.providers.twilio;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.payload.Fields;
import io.aicmo.providers.payload.Unreadable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters of a form-encoded body, or of a URL's query. */
final class Form {
    private final SortedMap<String, SortedSet<String>> values;

    private Form(SortedMap<String, SortedSet<String>> values) {
        this.values = values;
    }

    /** @throws Rejected {@code webhook.unreadable} */
    static Form body(WebhookRequest request) {
        return parse(new String(request.body(), StandardCharsets.UTF_8));
    }

    /** @throws Rejected {@code webhook.unreadable} */
    static Form query(String url) {
        int start = url.indexOf('?');
        int fragment = url.indexOf('#');
        return parse(start < 0 ? "" : url.substring(start + 1, fragment > start ? fragment : url.length()));
    }

    private static Form parse(String encoded) {
        SortedMap<String, SortedSet<String>> values = new TreeMap<>();
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                values.computeIfAbsent(decode(name), any -> new TreeSet<>()).add(decode(value));
            }
        }
        return new Form(values);
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badPercent) {
            throw Unreadable.body("the body must be form-encoded");
        }
    }

    /** Every value by name; a name's values sorted and each once, as Twilio signs them. */
    SortedMap<String, SortedSet<String>> values() {
        return values;
    }

    /** A value, or null where there is none or it is blank. */
    @Nullable
    String text(String name) {
        SortedSet<String> given = values.get(name);
        return given == null || given.first().isBlank() ? null : given.first();
    }

    /** @throws Rejected if it is missing */
    String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw Unreadable.field(name, "is missing");
        }
        return text;
    }

    /** @throws Rejected {@code phone.invalid} */
    PhoneNumber phone(String name) {
        return new PhoneNumber(requiredText(name));
    }

    /** @throws Rejected if it is no UUID */
    @Nullable
    CampaignId campaignId() {
        return Fields.id(text("campaign_id"), "campaign_id", CampaignId::new);
    }

    /** @throws Rejected if it is no UUID */
    @Nullable
    LeadId leadId() {
        return Fields.id(text("lead_id"), "lead_id", LeadId::new);
    }
}
