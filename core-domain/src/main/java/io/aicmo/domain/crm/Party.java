package io.aicmo.domain.crm;

import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * Whom an event happened to, as far as its sender knows: by lead, by contact, by address, or only by the message that
 * it answers. What is given must exist; where several are given they must be the same person.
 */
public record Party(
        @Nullable LeadId lead,
        @Nullable ContactId contact,
        @Nullable EmailAddress email,
        @Nullable PhoneNumber phone) {

    public static Party lead(LeadId id) {
        return new Party(id, null, null, null);
    }

    public static Party contact(ContactId id) {
        return new Party(null, id, null, null);
    }

    public static Party email(EmailAddress address) {
        return new Party(null, null, address, null);
    }

    public static Party phone(PhoneNumber number) {
        return new Party(null, null, null, number);
    }

    /** Whether nothing is known. */
    public boolean isUnknown() {
        return lead == null && contact == null && email == null && phone == null;
    }
}
