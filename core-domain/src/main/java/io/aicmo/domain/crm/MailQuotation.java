package io.aicmo.domain.crm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a mail quotes of the mail that it answers, as the mail programs of the world write that: Gmail, Outlook, Apple
 * Mail and others, in English, German, French, Spanish, Italian, Portuguese, Dutch and Swedish.
 */
public final class MailQuotation {
    /** Mail programs wrap an attribution over so many lines at most. */
    private static final int ATTRIBUTION_LINES = 4;
    /** How far below "From:" the other lines of a quoted head are looked for. */
    private static final int HEAD_LINES = 5;

    private static final Pattern QUOTED = Pattern.compile("^\\s*>.*");

    private static final Pattern ATTRIBUTION = pattern(
            "^\\s*\\*?(on|am|le|el|il|em|op|den|på)\\b.{5,400}?"
                    + "\\b(wrote|writes|schrieb|schreibt|a écrit|escribió|ha scritto|escreveu|schreef|skrev)\\b.{0,120}:\\s*\\*?\\s*$");

    private static final Pattern DIVIDER = pattern("^\\s*[-–—]{2,}\\s*("
            + "original message|original appointment|forwarded message|"
            + "ursprüngliche nachricht|originalnachricht|weitergeleitete nachricht|"
            + "message d['’]origine|message original|message transféré|"
            + "mensaje original|mensaje reenviado|messaggio originale|messaggio inoltrato|"
            + "mensagem original|oorspronkelijk bericht|ursprungligt meddelande|"
            + "reply message|antwort|réponse"
            + ")\\s*[-–—]{2,}.*");

    private static final Pattern RULE = Pattern.compile("^\\s*_{10,}\\s*$");

    private static final Pattern HEAD = pattern("^\\s*\\*?(from|von|de|da|van|från)\\s*:\\*?\\s+\\S.*");

    private static final Pattern HEAD_BELOW = pattern("^\\s*\\*?("
            + "sent|date|to|subject|cc|gesendet|datum|an|betreff|envoyé|à|objet|enviado|fecha|para|asunto|"
            + "inviato|data|a|oggetto|assunto|verzonden|aan|onderwerp|skickat|till|ämne"
            + ")( le| el)?\\s*:\\*?\\s+.*");

    private MailQuotation() {}

    /**
     * A mail's lines without those that quote. Lines between or below quoted lines are the sender's as well; what follows
     * a quotation that is not marked line by line is not.
     */
    public static List<String> without(List<String> lines) {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (QUOTED.matcher(line).matches()) {
                continue;
            }
            int attribution = attributionLines(lines, i);
            if (attribution > 0) {
                if (!isQuotedBelow(lines, i + attribution)) {
                    break;
                }
                i += attribution - 1;
            } else if (beginsQuotation(lines, i)) {
                break;
            } else {
                own.add(line);
            }
        }
        return own;
    }

    /** Over how many lines an attribution such as "On Monday, Ada wrote:" goes that begins here; 0 if none does. */
    private static int attributionLines(List<String> lines, int from) {
        StringBuilder joined = new StringBuilder();
        for (int count = 1; count <= ATTRIBUTION_LINES && from + count <= lines.size(); count++) {
            String line = lines.get(from + count - 1);
            if (line.isBlank() || QUOTED.matcher(line).matches()) {
                return 0;
            }
            joined.append(count == 1 ? "" : " ").append(line.strip());
            if (ATTRIBUTION.matcher(joined).matches()) {
                return count;
            }
        }
        return 0;
    }

    private static boolean isQuotedBelow(List<String> lines, int from) {
        return lines.stream()
                .skip(from)
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> QUOTED.matcher(line).matches())
                .orElse(false);
    }

    private static boolean beginsQuotation(List<String> lines, int at) {
        String line = lines.get(at);
        return DIVIDER.matcher(line).matches()
                || RULE.matcher(line).matches()
                || (HEAD.matcher(line).matches()
                        && lines.stream()
                                .skip(at + 1L)
                                .limit(HEAD_LINES)
                                .anyMatch(below -> HEAD_BELOW.matcher(below).matches()));
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(
                regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
