package io.aicmo.domain.cmo.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody wrote in an e-mail, without what they quote and without their signature, as the mail programs of the
 * world write those: Gmail, Outlook, Apple Mail and others, in English, German, French, Spanish, Italian, Portuguese,
 * Dutch and Swedish.
 */
public final class ReplyText {
    /** Longer mails are read up to here. */
    private static final int LONGEST = 100_000;
    /** Mail programs wrap an attribution over so many lines at most. */
    private static final int ATTRIBUTION_LINES = 4;
    /** A signature after a greeting has so many lines at most; more is text. */
    private static final int SIGNATURE_LINES = 10;
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

    private static final Pattern SIGNATURE_MARK = Pattern.compile("^--\\s*$");

    private static final Pattern SENT_FROM = pattern("^\\s*("
            + "sent from my\\b.*|sent from (outlook|mail|yahoo|proton).*|get outlook for\\b.*|sent with\\b.{1,40}|"
            + "von meinem .{2,40} gesendet.*|gesendet von\\b.*|outlook für .{2,40} (beziehen|herunterladen).*|"
            + "envoyé (de|depuis) (mon|mobile|l['’]app)\\b.*|obtenir outlook pour\\b.*|"
            + "enviado desde mi\\b.*|obtener outlook para\\b.*|inviato da(l mio)?\\b.*|"
            + "enviado (do|a partir do) meu\\b.*|obter o outlook para\\b.*|"
            + "verstuurd vanaf mijn\\b.*|verzonden vanaf mijn\\b.*|download outlook voor\\b.*|skickat från min\\b.*"
            + ")$");

    private static final Pattern GREETING = pattern("^\\s*("
            + "(best|kind|warm|kindest|warmest|many|with (best|kind))\\s*(regards|wishes|thanks)|regards|best|cheers|"
            + "thanks|thank you|many thanks|thanks again|thx|sincerely|yours( sincerely| truly| faithfully)?|all the best|"
            + "(mit )?(freundliche[nr]?|liebe[nr]?|beste[nr]?|viele[nr]?|schöne[nr]?|herzliche[nr]?)\\s*gr[uü](ß|ss)(e|en)?"
            + "( aus .{1,40})?|grüße|lg|vg|mfg|danke|vielen dank|"
            + "(bien )?cordialement|bien à vous|cdt|merci|merci d['’]avance|"
            + "(un |muchos |atentos )?saludos?|(un )?cordial saludo|atentamente|gracias|"
            + "(cordiali|distinti|un cordiale) saluti|saluti|grazie|"
            + "(com os melhores |melhores )?cumprimentos|abraços?|atenciosamente|obrigad[oa]|"
            + "(met )?(vriendelijke|hartelijke) groet(en)?|groet(en|jes)?|mvg|bedankt|"
            + "(med )?vänliga? hälsning(ar)?|mvh|hälsningar"
            + ")\\s*[,.!]*\\s*$");

    private ReplyText() {}

    /**
     * What the sender wrote. Text between or below quoted lines is theirs as well; what follows a quotation that is not
     * marked line by line is not.
     *
     * @param mail the mail's plain text
     * @return their words, with single blank lines; the empty string where they wrote nothing
     */
    public static String of(String mail) {
        List<String> lines = mail.substring(0, Math.min(mail.length(), LONGEST))
                .replace('\u00a0', ' ')
                .lines()
                .toList();
        return joined(withoutSignature(withoutQuotations(lines)));
    }

    private static List<String> withoutQuotations(List<String> lines) {
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

    private static List<String> withoutSignature(List<String> lines) {
        boolean said = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean ends = SIGNATURE_MARK.matcher(line).matches()
                    || SENT_FROM.matcher(line).matches()
                    || (said && isGreeting(lines, i));
            if (ends) {
                return lines.subList(0, i);
            }
            said |= !line.isBlank();
        }
        return lines;
    }

    /** Whether the text ends here with a greeting, and a name and an address below it at most. */
    private static boolean isGreeting(List<String> lines, int at) {
        return GREETING.matcher(lines.get(at)).matches()
                && lines.stream().skip(at + 1L).filter(line -> !line.isBlank()).count() <= SIGNATURE_LINES
                && lines.stream().skip(at + 1L).noneMatch(line -> line.contains("?"));
    }

    private static String joined(List<String> lines) {
        StringBuilder text = new StringBuilder();
        boolean gap = false;
        for (String line : lines) {
            if (line.isBlank()) {
                gap = !text.isEmpty();
            } else {
                text.append(text.isEmpty() ? "" : gap ? "\n\n" : "\n").append(line.strip());
                gap = false;
            }
        }
        return text.toString();
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(
                regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
