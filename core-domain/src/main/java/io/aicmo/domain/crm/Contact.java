package io.aicmo.domain.crm;

import io.aicmo.domain.shared.Attributes;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.Text;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One person known to a tenant.
 *
 * @param email unique among the tenant's living contacts
 * @param emailSince when the address was last changed, or null if it never was: earlier bounces are another address's
 * @param consent the person's latest word on each channel, by the channel's name
 * @param attributes whatever else the tenant knows
 */
public record Contact(
        ContactId id,
        EmailAddress email,
        @Nullable Instant emailSince,
        @Nullable PhoneNumber phone,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String company,
        @Nullable String title,
        @Nullable String location,
        Map<String, Consent> consent,
        Map<String, Object> attributes,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<ContactId> {

    /** @throws io.aicmo.domain.shared.Rejected {@code text.too_long}, {@code text.not_storable} */
    public Contact {
        firstName = Text.optional(firstName, "first_name", 200);
        lastName = Text.optional(lastName, "last_name", 200);
        company = Text.optional(company, "company", 200);
        title = Text.optional(title, "title", 200);
        location = Text.optional(location, "location", 200);
        consent = Map.copyOf(consent);
        attributes = Attributes.copyOf(attributes);
    }

    /** What a person tells, or a team writes, about a contact. */
    public record Profile(
            EmailAddress email,
            @Nullable PhoneNumber phone,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String company,
            @Nullable String title,
            @Nullable String location,
            Map<String, Object> attributes) {

        /** A profile of which only the address is known. */
        public static Profile of(EmailAddress email) {
            return new Profile(email, null, null, null, null, null, null, Map.of());
        }

        /** What is known after this was told of the same person: what it knows over what was known, the rest as it was. */
        public Profile over(Profile known) {
            Map<String, Object> merged = new LinkedHashMap<>(known.attributes);
            merged.putAll(attributes);
            return new Profile(
                    email,
                    phone != null ? phone : known.phone,
                    firstName != null ? firstName : known.firstName,
                    lastName != null ? lastName : known.lastName,
                    company != null ? company : known.company,
                    title != null ? title : known.title,
                    location != null ? location : known.location,
                    merged);
        }
    }

    /** A new contact, who has said nothing about consent. */
    public static Contact meet(ContactId id, Profile profile, Instant now) {
        return new Contact(
                id,
                profile.email,
                null,
                profile.phone,
                profile.firstName,
                profile.lastName,
                profile.company,
                profile.title,
                profile.location,
                Map.of(),
                profile.attributes,
                now,
                now,
                1,
                null);
    }

    /** The same contact with exactly this profile. */
    public Contact withProfile(Profile profile, Instant now) {
        return new Contact(
                id,
                profile.email,
                profile.email.equals(email) ? emailSince : now,
                profile.phone,
                profile.firstName,
                profile.lastName,
                profile.company,
                profile.title,
                profile.location,
                consent,
                profile.attributes,
                createdAt,
                now,
                version,
                deletedAt);
    }

    /** What is known, as a profile. */
    public Profile profile() {
        return new Profile(email, phone, firstName, lastName, company, title, location, attributes);
    }

    /** Whether the person withdrew consent on a channel. */
    public boolean refuses(String channel) {
        Consent said = consent.get(channel);
        return said != null && said.state() == ConsentState.WITHDRAWN;
    }

    /** The same person after an event that tells what was said about consent; the very same if it tells nothing new. */
    public Contact after(SpineDecision decision) {
        Map<String, Consent> merged = new HashMap<>(consent);
        decision.consents()
                .forEach((channel, state) -> merged.merge(
                        channel, new Consent(state, decision.event().occurredAt()), Consent::merge));
        if (merged.equals(consent)) {
            return this;
        }
        return new Contact(
                id,
                email,
                emailSince,
                phone,
                firstName,
                lastName,
                company,
                title,
                location,
                merged,
                attributes,
                createdAt,
                decision.changedAt(updatedAt),
                version,
                deletedAt);
    }
}
