package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopWordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "stop",
                "Stop.",
                " stop \n",
                "STOP!!!",
                "“Stop”",
                "stop 🛑",
                "StopAll",
                "stop all",
                "stop   all",
                "UNSUBSCRIBE",
                "cancel",
                "End",
                "quit",
                "revoke",
                "opt out",
                "opt-out",
                "OptOut"
            })
    void aMessageThatIsAStopWordEndsIt(String message) {
        assertThat(StopWord.is(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "...",
                "Please don't stop",
                "stop by tomorrow",
                "When does it end?",
                "non-stop",
                "I quit smoking",
                "unsubscribed",
                "yes"
            })
    void aMessageThatOnlyContainsOneDoesNot(String message) {
        assertThat(StopWord.is(message)).isFalse();
    }

    @Test
    void aVeryLongMessageIsNoStopWord() {
        assertThat(StopWord.is("stop" + "!".repeat(1_000_000))).isFalse();
    }
}
