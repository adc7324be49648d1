package io.aicmo.providers.payload;

import io.aicmo.domain.shared.EmailAddress;
import org.apache.james.mime4j.dom.address.MailboxList;
import org.apache.james.mime4j.field.address.LenientAddressParser;

/** The address in a mailbox such as {@code Ada Lovelace <ada@example.com>} (RFC 5322 §3.4). */
public final class Mailbox {
    private static final int MAX = 2_000;

    private Mailbox() {}

    /** @throws io.aicmo.domain.shared.Rejected {@code email.invalid} */
    public static EmailAddress addressOf(String mailbox) {
        return new EmailAddress(mailbox.length() > MAX ? mailbox : bare(mailbox));
    }

    /** Takes the last of several, because a comma in a name that is not quoted reads as two mailboxes. */
    private static String bare(String mailbox) {
        MailboxList mailboxes =
                LenientAddressParser.DEFAULT.parseAddressList(mailbox).flatten();
        return mailboxes.isEmpty()
                ? mailbox
                : mailboxes.get(mailboxes.size() - 1).getAddress();
    }
}
