package io.aicmo.domain.crm;

import java.util.List;
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

    private static final Pattern HEADER_AUTO = Pattern.compile("auto-(replied|generated|notified).*");
    private static final Set<String> MACHINES_PRECEDENCE = Set.of("auto_reply", "bulk", "junk");
    private static final int OPENING = 400;
    /** In so much of a mail its opening is looked for. */
    private static final int READ = 4_000;

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
        List<String> lines =
                text.substring(0, Math.min(text.length(), READ)).lines().toList();
        String own = String.join("\n", MailQuotation.without(lines));
        return own.substring(0, Math.min(own.length(), OPENING));
    }

    private static Pattern anyOf(String begin, String... alternatives) {
        return Pattern.compile(
                begin + String.join("|", alternatives) + ")",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
