package io.aicmo.domain.crm;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The words by which people end text messages (CTIA messaging principles §5.1.3, and Twilio's defaults). */
public final class StopWord {
    private static final Set<String> WORDS = Set.of(
            "STOP",
            "STOPALL",
            "UNSUBSCRIBE",
            "CANCEL",
            "END",
            "QUIT",
            "REVOKE",
            "OPTOUT",
            "OPT OUT",
            "OPT-OUT",
            "STOP ALL");

    private static final Pattern EDGES = Pattern.compile("^[\\p{P}\\p{S}\\p{Z}\\p{C}]+|[\\p{P}\\p{S}\\p{Z}\\p{C}]+$");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int LONGEST = 100;

    private StopWord() {}

    /** Whether a whole message is one of them, whatever its case, its punctuation and the spaces within it. */
    public static boolean is(String message) {
        if (message.length() > LONGEST) {
            return false;
        }
        String bare = EDGES.matcher(message).replaceAll("");
        return WORDS.contains(SPACES.matcher(bare).replaceAll(" ").toUpperCase(Locale.ROOT));
    }
}
