package io.aicmo.domain.cmo.reply;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, Nov 16, 2026 at 9:12 AM Ada Lovelace <ada@example.com> wrote:",
                "On 16 Nov 2026, at 09:12, Ada Lovelace <ada@example.com> wrote:",
                "On Monday, November 16, 2026, Ada Lovelace\n<ada@example.com> wrote:",
                "Am Mo., 16. Nov. 2026 um 09:12 Uhr schrieb Ada Lovelace <ada@example.com>:",
                "Am 16.11.2026 um 09:12 schrieb Ada Lovelace <\nada@example.com>:",
                "Le lun. 16 nov. 2026 à 09:12, Ada Lovelace <ada@example.com> a écrit :",
                "El lun, 16 nov 2026 a las 9:12, Ada Lovelace (<ada@example.com>) escribió:",
                "Il giorno lun 16 nov 2026 alle ore 09:12 Ada Lovelace <ada@example.com> ha scritto:",
                "Em seg., 16 de nov. de 2026 às 09:12, Ada Lovelace <ada@example.com> escreveu:",
                "Op ma 16 nov 2026 om 09:12 schreef Ada Lovelace <ada@example.com>:"
            })
    void whatIsQuotedBelowAnAttributionIsNotTheirs(String attribution) {
        String marked = "Sounds good.\n\n" + attribution + "\n\n> Shall we talk?\n> Ada\n";
        String unmarked = "Sounds good.\n\n" + attribution + "\n\nShall we talk?\nAda\n";

        assertThat(ReplyText.of(marked)).isEqualTo("Sounds good.");
        assertThat(ReplyText.of(unmarked)).isEqualTo("Sounds good.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----Original Message-----\nFrom: Ada\nSent: Monday\nTo: Bob\nSubject: Hi",
                "-----Ursprüngliche Nachricht-----\nVon: Ada\nGesendet: Montag\nAn: Bob\nBetreff: Hi",
                "-------- Message d'origine --------\nDe : Ada\nEnvoyé : lundi\nÀ : Bob",
                "-----Mensaje original-----\nDe: Ada",
                "________________________________\nFrom: Ada Lovelace <ada@example.com>\nSent: Monday",
                "From: Ada Lovelace <ada@example.com>\nSent: Monday, November 16, 2026 9:12 AM\nTo: Bob\nSubject: Hi",
                "*From:* Ada Lovelace <ada@example.com>\n*Sent:* Monday, November 16, 2026 9:12 AM",
                "Von: Ada Lovelace <ada@example.com>\nGesendet: Montag, 16. November 2026 09:12\nAn: Bob\nBetreff: Hallo",
                "De : Ada Lovelace <ada@example.com>\nEnvoyé : lundi 16 novembre 2026 09:12\nÀ : Bob",
                "Da: Ada Lovelace\nInviato: lunedì 16 novembre 2026",
                "Van: Ada Lovelace\nVerzonden: maandag 16 november 2026"
            })
    void whatOutlookQuotesIsNotTheirs(String head) {
        assertThat(ReplyText.of("Please call me.\r\n\r\n" + head.replace("\n", "\r\n") + "\r\n\r\nShall we talk?\r\n"))
                .isEqualTo("Please call me.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- \nBob Example\nHead of Things\n+49 30 1234567",
                "--\nBob",
                "Sent from my iPhone",
                "Von meinem iPhone gesendet",
                "Envoyé de mon iPhone",
                "Enviado desde mi Samsung Galaxy",
                "Inviato da iPhone",
                "Get Outlook for iOS <https://aka.ms/o0ukef>",
                "Best regards,\nBob Example\nHead of Things",
                "Thanks!\nBob",
                "Cheers\n\nBob",
                "Mit freundlichen Grüßen\nBob Beispiel",
                "Viele Grüße aus Berlin\nBob",
                "Cordialement,\nBob",
                "Un saludo\nBob",
                "Cordiali saluti\nBob",
                "Met vriendelijke groet,\nBob"
            })
    void aSignatureIsNoText(String signature) {
        assertThat(ReplyText.of("How much is it?\n\n" + signature + "\n")).isEqualTo("How much is it?");
    }

    @Test
    void whatStandsBelowMarkedQuotationsIsTheirs() {
        assertThat(ReplyText.of("""
                        On Mon, Nov 16, 2026 at 9:12 AM Ada <ada@example.com> wrote:
                        > Do you have a budget?
                        Yes, about 5k.

                        > And when?
                        In spring.

                        --
                        Bob
                        """)).isEqualTo("Yes, about 5k.\n\nIn spring.");
    }

    @Test
    void aThanksAtTheBeginningIsNoSignature() {
        assertThat(ReplyText.of("Thanks,\n\nwe are interested.\n")).isEqualTo("Thanks,\n\nwe are interested.");
    }

    @Test
    void aSentenceWithFromOrOnIsNoQuotation() {
        String text = "From: what I read, it fits.\nOn Monday I wrote: nothing.\nBut today I do.";

        assertThat(ReplyText.of(text)).isEqualTo(text);
    }

    @Test
    void whoOnlyQuotesSaidNothing() {
        assertThat(ReplyText.of("> Shall we talk?\n> Ada")).isEmpty();
        assertThat(ReplyText.of(" \n ")).isEmpty();
    }

    @Property
    void whateverIsSentNothingIsAddedToIt(@ForAll String mail) {
        String own = ReplyText.of(mail);

        assertThat(own.length()).isLessThanOrEqualTo(mail.length());
    }

    @Test
    void aHostileMailIsReadInTime() {
        String hostile = "On " + "a ".repeat(50_000) + "\n" + "On b\n".repeat(10_000) + "____".repeat(9_000);

        assertThat(ReplyText.of(hostile)).startsWith("On a");
    }
}
