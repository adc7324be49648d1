package io.aicmo.http.crm;

import io.aicmo.application.crm.DeleteContact;
import io.aicmo.application.crm.WakeRuns;
import io.aicmo.domain.crm.Consent;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Deliverability;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.ListOf;
import io.aicmo.http.Listing;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Contacts and their timelines. */
public final class ContactRoutes {
    private final Hexagon hexagon;
    private final DeleteContact deleteContact;
    private final WakeRuns wakeRuns;

    public ContactRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.deleteContact = new DeleteContact(hexagon.transactions(), hexagon.records(), hexagon.clock());
        this.wakeRuns = new WakeRuns(hexagon.records(), hexagon.jobs(), hexagon.ids(), hexagon.clock());
    }

    /** What is said of a contact. */
    record ContactDraft(
            EmailAddress email,
            @Nullable PhoneNumber phone,
            @Nullable @Size(max = 200) String firstName,
            @Nullable @Size(max = 200) String lastName,
            @Nullable @Size(max = 200) String company,
            @Nullable @Size(max = 200) String title,
            @Nullable @Size(max = 200) String location,
            @Nullable Map<String, Object> attributes) {
        static ContactDraft of(Contact contact) {
            Contact.Profile profile = contact.profile();
            return new ContactDraft(
                    profile.email(),
                    profile.phone(),
                    profile.firstName(),
                    profile.lastName(),
                    profile.company(),
                    profile.title(),
                    profile.location(),
                    profile.attributes());
        }

        Contact.Profile profile() {
            return new Contact.Profile(
                    email,
                    phone,
                    firstName,
                    lastName,
                    company,
                    title,
                    location,
                    Objects.requireNonNullElse(attributes, Map.of()));
        }
    }

    /**
     * A contact.
     *
     * @param emailStatus whether mail goes to the address
     * @param consent the latest word on each channel; a channel that is missing was not spoken about
     */
    record ContactView(
            ContactId id,
            EmailAddress email,
            Deliverability emailStatus,
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
            long version) {
        static ContactView of(Contact contact, Deliverability email) {
            return new ContactView(
                    contact.id(),
                    contact.email(),
                    email,
                    contact.phone(),
                    contact.firstName(),
                    contact.lastName(),
                    contact.company(),
                    contact.title(),
                    contact.location(),
                    contact.consent(),
                    contact.attributes(),
                    contact.createdAt(),
                    contact.updatedAt(),
                    contact.version());
        }
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(contacts().routes());
        routes.add(Route.get("/v1/contacts/{id}/timeline")
                .may(Permission.CONTACTS_READ)
                .says("Shows what happened to a person, the latest first.")
                .with(Listing.LIMIT, Listing.CURSOR)
                .answers(200, ListOf.class, Timelines.TimelineEntry.class)
                .by(this::timeline));
        return routes;
    }

    private Resource<ContactId, Contact, ContactView> contacts() {
        return Resource.viewed(hexagon, RecordTypes.CONTACTS, ContactId.class, ContactView.class, this::views)
                .readable(Permission.CONTACTS_READ)
                .keeping(
                        Permission.CONTACTS_WRITE,
                        ContactDraft.class,
                        (tx, draft) -> Contact.meet(
                                new ContactId(hexagon.ids().next()),
                                draft.profile(),
                                hexagon.clock().instant()))
                .editable(
                        Permission.CONTACTS_WRITE,
                        ContactDraft.class,
                        ContactDraft::of,
                        (contact, change) -> contact.withProfile(
                                change.profile(), hexagon.clock().instant()))
                .deletable(
                        Permission.CONTACTS_WRITE,
                        Permission.CONTACTS_WRITE,
                        deleteContact::handle,
                        wakeRuns::ofContact);
    }

    private List<ContactView> views(Tx tx, List<Contact> contacts) {
        Map<ContactId, Deliverability> email = hexagon.leads()
                .deliverability(tx, contacts.stream().map(Contact::id).toList());
        return contacts.stream()
                .map(contact -> ContactView.of(contact, email.getOrDefault(contact.id(), Deliverability.DELIVERABLE)))
                .toList();
    }

    private Answer timeline(Call call) {
        ContactId id = call.id(ContactId.class);
        return hexagon.transactions().read(call.actor(), tx -> {
            ListOf<Timelines.TimelineEntry> page =
                    Timelines.page(call, id, (after, limit) -> hexagon.spine().timeline(tx, id, after, limit));
            if (page.data().isEmpty()) {
                hexagon.records().of(RecordTypes.CONTACTS).get(tx, id);
            }
            return Answer.ok(page);
        });
    }
}
