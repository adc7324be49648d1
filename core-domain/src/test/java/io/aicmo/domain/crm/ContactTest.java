package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.PhoneNumber;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContactTest {
    private static final EmailAddress ADA = new EmailAddress("ada@engines.example");

    @Test
    void whatIsToldAnewIsWrittenOverAndTheRestStays() {
        Contact.Profile known = new Contact.Profile(
                ADA, new PhoneNumber("+14155550123"), "Ada", "Byron", null, null, "London", Map.of("a", 1, "b", 2));
        Contact.Profile told = new Contact.Profile(ADA, null, null, "Lovelace", "Engines", null, null, Map.of("b", 3));

        assertThat(told.over(known))
                .isEqualTo(new Contact.Profile(
                        ADA,
                        new PhoneNumber("+14155550123"),
                        "Ada",
                        "Lovelace",
                        "Engines",
                        null,
                        "London",
                        Map.of("a", 1, "b", 3)));
    }

    @Test
    void whatIsToldTwiceIsAsToldOnce() {
        Contact.Profile told = new Contact.Profile(ADA, null, "Ada", null, null, null, null, Map.of("a", 1));
        Contact.Profile known = told.over(Contact.Profile.of(ADA));

        assertThat(told.over(known)).isEqualTo(known);
    }

    @Test
    void aNewAddressIsSinceItWasChanged() {
        Contact contact = Given.aContact("old@engines.example");

        Contact moved = contact.withProfile(Contact.Profile.of(ADA), Given.NOW);
        Contact renamed = moved.withProfile(
                new Contact.Profile(ADA, null, "Ada", null, null, null, null, Map.of()), Given.NOW.plusSeconds(1));

        assertThat(contact.emailSince()).isNull();
        assertThat(moved.emailSince()).isEqualTo(Given.NOW);
        assertThat(renamed.emailSince()).isEqualTo(Given.NOW);
    }

    @Test
    void aBlankNameIsNoName() {
        Contact contact = Given.aContact()
                .withProfile(new Contact.Profile(ADA, null, "  ", " Ada\t", null, null, null, Map.of()), Given.NOW);

        assertThat(contact.firstName()).isNull();
        assertThat(contact.lastName()).isEqualTo("Ada");
    }

    @Test
    void anEventThatSaysNothingAboutConsentLeavesTheVerySamePerson() {
        Contact contact = Given.aContact();

        assertThat(contact.after(Given.decisionOn("email_replied"))).isSameAs(contact);
    }
}
