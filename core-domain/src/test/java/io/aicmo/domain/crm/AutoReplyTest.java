package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoReplyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Automatic reply: Your offer",
                "AUTOMATIC REPLY",
                "Auto-Reply: Your offer",
                "Autoreply",
                "Out of office: Your offer",
                "Out of the Office",
                "[Out of Office] Your offer",
                "OOO until Monday",
                "Away from my office",
                "Abwesenheitsnotiz: Ihr Angebot",
                "Automatische Antwort: Ihr Angebot",
                "Réponse automatique : votre offre",
                "RÉPONSE AUTOMATIQUE",
                "Absence du bureau",
                "Respuesta automática: su oferta",
                "Fuera de la oficina",
                "Risposta automatica: la tua offerta",
                "Resposta automática: sua oferta",
                "Automatisch antwoord: uw aanbod",
                "Undeliverable: Your offer",
                "Undelivered Mail Returned to Sender",
                "Delivery Status Notification (Failure)",
                "Mail delivery failed: returning message to sender",
                "Returned mail: see transcript for details"
            })
    void aSubjectOfAMachineTells(String subject) {
        assertThat(AutoReply.isAutomatic(subject, "", Map.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am out of the office until Monday.",
                "Hello,\n\nI'm currently out of office with limited access to e-mail.",
                "Thanks for your message. I’ll be out of the office from 3 to 9 March.",
                "I am on annual leave until 9 March; in urgent cases call Bob.",
                "I'm on vacation with no access to mail.",
                "This is an automated response. We have received your message.",
                "Ich bin vom 2. bis zum 9. März nicht im Büro.",
                "Guten Tag, ich bin derzeit abwesend und lese meine E-Mails nicht.",
                "Bonjour, je suis actuellement absent jusqu'au 9 mars.",
                "Je suis en congé jusqu'au 9 mars.",
                "Estaré fuera de la oficina hasta el 9 de marzo.",
                "Sono fuori ufficio fino al 9 marzo.",
                "Estou fora do escritório até 9 de março.",
                "Ik ben afwezig tot 9 maart."
            })
    void aTextOfAMachineTellsInSeveralLanguages(String text) {
        assertThat(AutoReply.isAutomatic("Re: Your offer", text, Map.of())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "auto-submitted, auto-replied",
        "auto-submitted, Auto-Generated",
        "auto-submitted, auto-notified; owner-email=\"x@example.com\"",
        "x-autoreply, yes",
        "x-autorespond, ''",
        "precedence, auto_reply",
        "precedence, Bulk",
        "precedence, junk",
        "return-path, <>"
    })
    void aHeaderOfAMachineTells(String name, String value) {
        assertThat(AutoReply.isAutomatic("Re: Your offer", "Back soon", Map.of(name, value)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "auto-submitted, no",
        "precedence, list",
        "return-path, <ada@example.com>",
        "x-auto-response-suppress, All"
    })
    void aHeaderThatPeoplesMailHasTooTellsNothing(String name, String value) {
        assertThat(AutoReply.isAutomatic("Re: Your offer", "Sounds good", Map.of(name, value)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sounds good, let's talk on Monday.",
                "I was out of the office last week, sorry for the late answer. Yes, please!",
                "I'm on holiday next week. Can we talk on the 9th?",
                "Is anybody out there?",
                "We have an out-of-office policy; could your product handle that?",
                "Ich bin sehr interessiert.",
                "Je suis intéressé.",
                ""
            })
    void aPersonsAnswerIsAReply(String text) {
        assertThat(AutoReply.isAutomatic("Re: Your offer", text, Map.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Re: Automatic reply: Your offer",
                "RE: Out of office",
                "AW: Abwesenheitsnotiz",
                "Your offer: automatic replies",
                "Delivery to our office"
            })
    void anAnswerToSuchANoteIsAPersons(String subject) {
        assertThat(AutoReply.isAutomatic(subject, "Welcome back! Yes, let's talk.", Map.of()))
                .isFalse();
    }

    @Test
    void aReplyIsNotFooledByTheNoteThatItQuotes() {
        assertPersons("""
                Yes, please send it.

                On Mon, 2 Mar 2026 at 10:15, Bob <bob@example.com> wrote:
                I am out of the office until Monday.
                """);
        assertPersons("""
                Yes, please send it.

                > I am out of the office until Monday.
                """);
        assertPersons("""
                Ja, bitte.

                Am Mo., 2. März 2026 um 10:15 Uhr schrieb Bob <bob@example.com>:
                Ich bin bis Montag nicht im Büro.
                """);
        assertPersons("""
                Oui, merci.

                Le lun. 2 mars 2026 à 10:15, Bob <bob@example.com> a écrit :
                Je suis absent jusqu'à lundi.
                """);
        assertPersons("""
                Yes.

                -----Original Message-----
                From: Bob
                Subject: Out of office

                This is an automated response.
                """);
        assertPersons("""
                Yes.

                From: Bob <bob@example.com>
                Sent: Monday, March 2, 2026 10:15
                Subject: Out of office

                I am out of the office until Monday.
                """);
    }

    @Test
    void onlyTheOpeningIsRead() {
        String letter = "We have looked at your offer in every detail. ".repeat(20);

        assertPersons(letter + "By the way, I am out of the office until Monday.");
    }

    @Test
    void anEndlessTextIsReadAsFastAsAShortOne() {
        assertPersons("on ".repeat(500_000) + "wrote");
        assertPersons("\n".repeat(1_000_000));
        assertThat(AutoReply.isAutomatic("re: ".repeat(100_000), "ich bin ".repeat(100_000), Map.of()))
                .isFalse();
    }

    private static void assertPersons(String text) {
        assertThat(AutoReply.isAutomatic("Re: Your offer", text, Map.of()))
                .as(text)
                .isFalse();
    }
}
