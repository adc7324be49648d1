package io.aicmo.application.crm;

import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.StaleVersion;
import io.aicmo.port.Transactions;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Deletes a contact who is no lead any more. */
public final class DeleteContact {
    private final Transactions transactions;
    private final Records records;
    private final InstantSource clock;

    public DeleteContact(Transactions transactions, Records records, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.clock = clock;
    }

    /**
     * @throws io.aicmo.port.NotFound if there is no such contact
     * @throws StaleVersion if it was changed since that version
     * @throws Rejected {@code contact.has_leads}
     */
    public void handle(Actor actor, ContactId id, @Nullable Long version) {
        transactions.write(actor, tx -> {
            RecordStore<ContactId, Contact> contacts = records.of(RecordTypes.CONTACTS);
            Contact contact = contacts.lock(tx, id);
            if (version != null && version != contact.version()) {
                throw new StaleVersion("contact", id, version);
            }
            ListQuery leadsOf = ListQuery.newest(1).where("contactId", id);
            if (!records.of(RecordTypes.LEADS).list(tx, leadsOf).data().isEmpty()) {
                throw Rejected.of("contact.has_leads", "the contact has leads; delete those first");
            }
            contacts.delete(tx, id, clock.instant());
            return id;
        });
    }
}
