package io.aicmo.domain.crm;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises e-mails that a machine answered: out-of-office notes and the reports of mail servers. They are no replies.
 */
public final class AutoReply {
    /** How such subjects begin. One that begins with "Re:" is a person's answer to such a note. */
    private static final Pattern SUBJECT = anyOf(
            "^\\s*\\[?(",
            "automatic reply",
            "auto[- ]?(reply|response)",
            "out of (the )?office",
            "ooo\\b",
            "away from (the |my )?office",
            "abwesenheit",
            "automatische antwort",
            "réponse automatique",
            "absence du bureau",
            "respuesta automática",
            "fuera de la oficina",
            "risposta automatica",
            "fuori ufficio",
            "resposta automática",
            "automatisch antwoord",
            "afwezigheid",
            "undeliverable",
            "undelivered mail",
            "delivery status notification",
            "mail delivery failed",
            "returned mail");

    /** What such notes say. A person who only mentions a holiday doesn't say until when, or what else to do. */
    private static final Pattern TEXT = anyOf(
            "\\b(",
            "i(['’]m| am| will be|['’]ll be) (currently )?out of (the )?office\\b",
            "i(['’]m| am| will be|['’]ll be) (currently )?on ((annual|parental|maternity|paternity) )?"
                    + "(leave|vacation|holiday)\\b[^.!?]{0,40}\\b(until|till|through|with (no|limited))\\b",
            "out of (the )?office (until|from|till|through)\\b",
            "this is an automat(ed|ic) (reply|response|message)\\b",
            "ich bin\\b[^!?]{0,60}\\b(nicht im (büro|haus)|außer haus|abwesend)\\b",
            "je suis\\b[^.!?]{0,40}\\b(absente?|en congés?)\\b",
            "(estoy|estaré)\\b[^.!?]{0,40}\\b(fuera de la oficina|ausente)\\b",
            "(sono|sarò)\\b[^.!?]{0,40}\\b(fuori ufficio|assente)\\b",
            "(estou|estarei)\\b[^.!?]{0,40}\\b(fora do escritório|ausente)\\b",
            "ik ben\\b[^.!?]{0,40}\\b(afwezig|niet op kantoor)\\b");

    /** The line at which what somebody else wrote begins. */
    private static final Pattern QUOTATION = anyOf(
            "^\\s*(",
            ">.*",
            "on\\b.{5,200}\\bwrote:\\s*",
            "am\\b.{5,200}\\bschrieb\\b.{0,200}:\\s*",
            "le\\b.{5,200}\\ba écrit\\s*:\\s*",
            "el\\b.{5,200}\\bescribió:\\s*",
            "il\\b.{5,200}\\bha scritto:\\s*",
            "em\\b.{5,200}\\bescreveu:\\s*",
            "op\\b.{5,200}\\bschreef\\b.{0,200}:\\s*",
            "-{2,}\\s*(original|forwarded|ursprüngliche|weitergeleitete|message d).*",
            "_{10,}\\s*",
            "(from|von|de|da|van):\\s+\\S.*");

    private static final Pattern HEADER_AUTO = Pattern.compile("auto-(replied|generated|notified).*");
    private static final Set<String> MACHINES_PRECEDENCE = Set.of("auto_reply", "bulk", "junk");
    private static final int OPENING = 400;

    private AutoReply() {}

    /**
     * Whether an incoming e-mail is automatic.
     *
     * @param subject its subject, or the empty string
     * @param text its text, or the empty string; only its opening is looked at, and only what the sender wrote
     * @param headers its headers by lower-case name; read are {@code auto-submitted} (RFC 3834 §5), {@code precedence},
     *     {@code x-autoreply}, {@code x-autorespond} and {@code return-path}
     */
    public static boolean isAutomatic(String subject, String text, Map<String, String> headers) {
        return headersSaySo(headers)
                || SUBJECT.matcher(subject).find()
                || TEXT.matcher(opening(text)).find();
    }

    private static boolean headersSaySo(Map<String, String> headers) {
        String submitted = lower(headers.get("auto-submitted"));
        return HEADER_AUTO.matcher(submitted).matches()
                || headers.containsKey("x-autoreply")
                || headers.containsKey("x-autorespond")
                || MACHINES_PRECEDENCE.contains(lower(headers.get("precedence")))
                || lower(headers.get("return-path")).strip().equals("<>");
    }

    private static String lower(@Nullable String value) {
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }

    private static String opening(String text) {
        StringBuilder own = new StringBuilder();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (QUOTATION.matcher(line).matches()) {
                break;
            }
            own.append(line).append('\n');
            if (own.length() >= OPENING) {
                break;
            }
        }
        return own.substring(0, Math.min(own.length(), OPENING));
    }

    private static Pattern anyOf(String begin, String... alternatives) {
        return Pattern.compile(
                begin + String.join("|", alternatives) + ")",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
