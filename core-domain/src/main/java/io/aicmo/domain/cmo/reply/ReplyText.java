package io.aicmo.domain.cmo.reply;

import io.aicmo.domain.crm.MailQuotation;
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
    /** A signature after a greeting has so many lines at most; more is text. */
    private static final int SIGNATURE_LINES = 10;

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
        return joined(withoutSignature(MailQuotation.without(lines)));
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
