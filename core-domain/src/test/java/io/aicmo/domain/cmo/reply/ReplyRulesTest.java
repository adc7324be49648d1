package io.aicmo.domain.cmo.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.cmo.draft.ReplyAnalysis.Intent;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.Sentiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    INTERESTED     | Sounds great, tell me more.
                    INTERESTED     | Yes please, send us the details
                    INTERESTED     | Das klingt gut, schicken Sie mir mehr Infos
                    INTERESTED     | Oui, ça m'intéresse beaucoup
                    INTERESTED     | Me interesa, ¿me envía más información?
                    INTERESTED     | Sono interessata all'offerta
                    MEETING        | Can we have a quick call next week?
                    MEETING        | How about Tuesday?
                    MEETING        | I am free at 3 pm
                    MEETING        | Können wir einen Termin ausmachen
                    MEETING        | Pouvons-nous fixer un rendez-vous ?
                    MEETING        | ¿Podemos tener una llamada?
                    QUESTION       | How much is it for ten people?
                    QUESTION       | Does it work with our shop?
                    QUESTION       | Was kostet das?
                    OBJECTION      | This is too expensive for us.
                    OBJECTION      | We already use something like that
                    OBJECTION      | Wir haben bereits einen Anbieter
                    OBJECTION      | C'est trop cher
                    NOT_NOW        | Not right now, maybe next quarter.
                    NOT_NOW        | Please get back to me in March, check back in 3 months
                    NOT_NOW        | Im Moment leider nicht, momentan kein Bedarf
                    NOT_NOW        | Pas pour l'instant
                    NOT_NOW        | Ahora no, gracias
                    NOT_INTERESTED | We're not interested, thank you.
                    NOT_INTERESTED | No thanks
                    NOT_INTERESTED | Kein Interesse.
                    NOT_INTERESTED | Non merci
                    UNSUBSCRIBE    | Please remove me from your list
                    UNSUBSCRIBE    | STOP
                    UNSUBSCRIBE    | Bitte keine weiteren E-Mails
                    UNSUBSCRIBE    | Merci de me désabonner
                    UNSUBSCRIBE    | Quiero darme de baja
                    WRONG_PERSON   | I'm not the right person, talk to my colleague
                    WRONG_PERSON   | Dafür bin ich nicht zuständig
                    WRONG_PERSON   | She has left the company
                    OTHER          | Blue whales sing.
                    """)
    void whatTheyWantIsToldByTheirWords(Intent intent, String text) {
        assertThat(ReplyRules.read(text, false).intent()).isEqualTo(intent);
    }

    @Test
    void aNoOutweighsThePolitenessAroundIt() {
        assertThat(ReplyRules.read("Sounds interesting, but we are not interested in a call.", false)
                        .intent())
                .isEqualTo(Intent.NOT_INTERESTED);
        assertThat(ReplyRules.read("Great product! Please unsubscribe me though.", false)
                        .intent())
                .isEqualTo(Intent.UNSUBSCRIBE);
    }

    @Test
    void whatAMachineWroteIsAnAbsence() {
        assertThat(ReplyRules.read("Let's meet on Monday!", true))
                .isEqualTo(new ReplyRules.Reading(Intent.OUT_OF_OFFICE, Sentiment.NEUTRAL, 95));
    }

    @Test
    void theSoundOfAReplyIsToldByItsWordsAndItsIntent() {
        assertThat(ReplyRules.read("This is spam. Remove me!", false).sentiment())
                .isEqualTo(Sentiment.NEGATIVE);
        assertThat(ReplyRules.read("Sounds good, tell me more", false).sentiment())
                .isEqualTo(Sentiment.POSITIVE);
        assertThat(ReplyRules.read("No thanks", false).sentiment()).isEqualTo(Sentiment.NEUTRAL);
    }

    @Test
    void whereWordsFitSeveralIntentsItIsLessSure() {
        int clear = ReplyRules.read("Please unsubscribe me", false).confidence();
        int mixed = ReplyRules.read("Sounds good, how much is it?", false).confidence();
        int none = ReplyRules.read("Blue whales sing.", false).confidence();

        assertThat(clear).isGreaterThan(mixed);
        assertThat(mixed).isGreaterThan(none);
    }
}
