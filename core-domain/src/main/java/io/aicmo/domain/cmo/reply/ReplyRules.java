package io.aicmo.domain.cmo.reply;

import static java.util.Map.entry;

import io.aicmo.domain.cmo.draft.ReplyAnalysis.Intent;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.Sentiment;
import io.aicmo.domain.crm.StopWord;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a reply wants and how it sounds, told by its words. */
public final class ReplyRules {
    /** Of what a person wrote, so much is read: who wants something says so at the beginning. */
    private static final int OPENING = 4_000;

    private static final int CERTAIN = 95;
    private static final int CLEAR = 80;
    private static final int MIXED = 60;
    private static final int GUESSED = 30;

    /** The intents by their words; the first that is found counts, because a no outweighs the politeness around it. */
    private static final List<Map.Entry<Intent, Pattern>> INTENTS = List.of(
            entry(
                    Intent.UNSUBSCRIBE,
                    words(
                            "unsubscribe",
                            "remove (me|us|my|our)\\b",
                            "take (me|us) off",
                            "(stop|quit) (e-?mailing|sending|contacting|writing|messaging)",
                            "(don['’]?t|do not) (e-?mail|contact|write to|message) (me|us)",
                            "no more (e-?mails|messages)",
                            "opt(ing)?[ -]?out",
                            "(bitte |möchte mich )?(abmelden|austragen)",
                            "keine (weiteren |mehr )?(e-?mails|mails|nachrichten|werbung)",
                            "aus (ihrem|eurem|dem|deinem) verteiler",
                            "désabonne",
                            "désinscri",
                            "ne plus (me |nous )?(contacter|écrire|recevoir)",
                            "dar(me|nos) de baja",
                            "no (me|nos) (escriban?|contacten?|envíen?)",
                            "(cancellami|disiscri\\w*|cancellatemi)",
                            "(descadastr\\w*|remov(a|er) (meu|o meu))",
                            "(uitschrijven|afmelden)")),
            entry(
                    Intent.WRONG_PERSON,
                    words(
                            "wrong (person|contact|address|guy)",
                            "not the (right|correct|best) (person|contact)",
                            "(no longer|not) (work(ing)?|with|employed|responsible|in charge)\\b",
                            "(has |have )?left the (company|firm|team)",
                            "(talk|speak|reach out|write) to (my|our) (colleague|boss|manager|team)",
                            "falsche[rn]? (ansprechpartner(in)?|person|adresse)",
                            "nicht (mehr )?(zuständig|verantwortlich)",
                            "nicht (der|die) richtige",
                            "(mauvaise personne|mauvais (contact|interlocuteur))",
                            "pas la bonne personne",
                            "persona equivocada",
                            "no soy (la persona|el responsable|la responsable)",
                            "(persona sbagliata|non sono la persona)",
                            "pessoa errada",
                            "verkeerde persoon")),
            entry(
                    Intent.NOT_NOW,
                    words(
                            "not (right )?(now|yet|at the moment|at this time|today)",
                            "(bad|wrong) (time|timing)",
                            "too (busy|early)",
                            "(check|circle|come|get) back (to me |to us |with (me|us) )?(in|next|later|after)",
                            "(reach out|ping me|try (me )?|contact (me|us)|write) (again )?(in|next|later|after)\\b",
                            "(maybe|perhaps) (later|next)",
                            "(next|new) (quarter|year)",
                            "in (a few|a couple of|\\d+|two|three|six) (months|weeks)",
                            "(zurzeit|derzeit|momentan|aktuell|gerade) (leider )?(kein|nicht|keine|keinen)",
                            "nicht (jetzt|im moment|aktuell)",
                            "(nächste[sn]? (jahr|quartal)|später (noch ?mal|wieder)?)",
                            "pas (pour l['’]instant|maintenant|le (bon )?moment|actuellement)",
                            "(plus tard|l['’]année prochaine)",
                            "(ahora no|por ahora no|en este momento no|más adelante|próximo año)",
                            "(non ora|non adesso|più avanti|prossimo anno)",
                            "(agora não|mais tarde|próximo ano)",
                            "(nu niet|momenteel niet|later dit jaar|volgend jaar)")),
            entry(
                    Intent.NOT_INTERESTED,
                    words(
                            "(not|isn['’]t|aren['’]t|no longer) (really |very )?(interested|relevant|of interest|a fit)",
                            "no interest",
                            "(no|nope|nah),? (thanks|thank you|thx)",
                            "we['’]?( a)?re (all )?(set|good)\\b",
                            "(we['’]ll|i['’]ll|will) pass",
                            "(kein(erlei)? (interesse|bedarf)|nicht interess)",
                            "nein,? danke",
                            "(pas intéress|non,? merci|aucun intérêt)",
                            "no (me|nos) interesa",
                            "no,? gracias",
                            "(non (sono|siamo) interessat|no,? grazie)",
                            "(não (tenho|temos) interesse|não,? obrigad)",
                            "(geen interesse|nee,? (bedankt|dank))")),
            entry(
                    Intent.OBJECTION,
                    words(
                            "(too|very|so|quite|rather) (expensive|pricey|costly)",
                            "(out of|over|no|not in|don['’]t have (the|a)|above) (our |my |the )?budget",
                            "can['’]?t afford",
                            "already (use|using|have|work|got|signed|in place)",
                            "(under|in a) contract",
                            "happy with (our|what|the)",
                            "(zu|sehr|recht) teuer",
                            "kein budget",
                            "(haben|nutzen|verwenden|arbeiten) (wir )?(bereits|schon)",
                            "(trop cher|pas de budget|pas le budget)",
                            "(avons|utilisons|travaillons) déjà",
                            "(demasiado|muy) caro",
                            "no (hay|tenemos) presupuesto",
                            "ya (tenemos|usamos|trabajamos)",
                            "(troppo caro|abbiamo già|usiamo già)",
                            "(muito caro|já (temos|usamos))",
                            "(te duur|(hebben|gebruiken) (we )?al\\b)")),
            entry(
                    Intent.MEETING,
                    words(
                            "(let['’]s|can we|could we|shall we|we could|happy to|like to|love to|up for|time for|set up|"
                                    + "jump on|hop on|do|have|book|schedule|arrange)\\b[^.!?]{0,40}"
                                    + "\\b(meet(ing)?|call|chat|talk|speak|zoom|demo|coffee)",
                            "(call|ring|phone) me\\b",
                            "(are you|i['’]?a?m|we['’]?a?re|i am|we are) (free|available)\\b",
                            "(calendly|my calendar|your calendar|time ?slots?)",
                            "(how about|what about|does|works?)\\b[^.!?]{0,40}\\b(mon|tues?|wednes|thurs?|fri|satur|sun)day",
                            "(mon|tues?|wednes|thurs?|fri)day\\b[^.!?]{0,30}\\b(works|suits|at \\d|morning|afternoon|good)",
                            "\\b\\d{1,2}([:.]\\d\\d)? ?(am|pm|uhr|h)\\b",
                            "(termin|telefonieren|telefonat|treffen wir|rufen sie (mich )?an|ruf mich an)",
                            "(rendez-vous|\\brdv\\b|appelez-moi|nous appeler|s['’]appeler)",
                            "(reunión|reunirnos|llamada|llámame|llámeme|una cita)",
                            "(riunione|chiamami|una chiamata|appuntamento|sentirci)",
                            "(reunião|ligação|me lig(ue|a))",
                            "(afspraak|bel me|bellen)")),
            entry(
                    Intent.INTERESTED,
                    words(
                            "interested",
                            "sounds (good|great|interesting|perfect|like)",
                            "(tell|send|show|share with) (me|us)\\b",
                            "more (info|information|details)",
                            "(looks|that['’]?s) (good|great|interesting|perfect)",
                            "(yes|yep|yeah|sure|absolutely|definitely)\\b",
                            "(sign (me|us) up|count (me|us) in|i['’]?m in\\b)",
                            "(would|i['’]d|we['’]d) (love|like) to",
                            "(interessiert|interesse|spannend|interessant)",
                            "klingt (gut|super|toll)",
                            "(mehr (infos?|informationen)|sehr gerne?|gerne mehr|schicken sie)",
                            "(intéressé|en savoir plus|ça m['’]intéresse|volontiers|avec plaisir)",
                            "((me|nos) interesa|más información|suena bien|claro que sí)",
                            "(interessat[oaie]|maggiori informazioni|mi interessa)",
                            "(tenho interesse|mais informações|me interessa)",
                            "(geïnteresseerd|meer informatie|klinkt goed)")),
            entry(
                    Intent.QUESTION,
                    Pattern.compile(
                            "[?？¿]|^\\s*(how|what|why|when|where|who|which|can|could|does|is|are)\\b"
                                    + "|\\b(wondering|curious) (if|whether|how|what|about)",
                            Pattern.CASE_INSENSITIVE)));

    private static final Pattern ANGRY = words(
            "spam(mer|ming)?",
            "annoy(ing|ed)",
            "harass",
            "(report|sue) you",
            "(lawyer|legal action|gdpr|dsgvo|rgpd)",
            "(terrible|awful|ridiculous|unacceptable|disappoint)",
            "(fed up|sick of|leave me alone|f[u*]ck|wtf)",
            "(unverschämt|nervt|nervig|belästig|anwalt|frechheit)",
            "(inacceptable|ras-le-bol|harcèlement)",
            "(inaceptable|molest(o|ia|ar)|hartos?)",
            "(inaccettabile|seccante|inaceitável|onacceptabel|irritant)");

    private static final Pattern GLAD = words(
            "(great|awesome|perfect|excellent|fantastic|wonderful|love (it|this|to)|amazing|exciting|looking forward)",
            "(super|toll|perfekt|klasse|freue mich|freuen uns|spannend)",
            "(génial|parfait|ravie?|avec plaisir|excellent)",
            "(genial|perfecto|estupendo|encantad[oa])",
            "(ottimo|perfetto|fantastico|volentieri)",
            "(ótimo|perfeito|geweldig|prima idee)");

    private ReplyRules() {}

    /**
     * What was read out of a reply.
     *
     * @param confidence 0 to 100 per cent: the fewer intents its words fit, the surer
     */
    public record Reading(Intent intent, Sentiment sentiment, int confidence) {}

    /**
     * Reads a reply.
     *
     * @param text what the person wrote, see {@link ReplyText}
     * @param automatic whether a machine wrote it, see {@link io.aicmo.domain.crm.AutoReply}
     */
    public static Reading read(String text, boolean automatic) {
        if (automatic) {
            return new Reading(Intent.OUT_OF_OFFICE, Sentiment.NEUTRAL, CERTAIN);
        }
        String opening = text.substring(0, Math.min(text.length(), OPENING));
        if (StopWord.is(opening)) {
            return new Reading(Intent.UNSUBSCRIBE, Sentiment.NEUTRAL, CERTAIN);
        }
        List<Intent> found = INTENTS.stream()
                .filter(intent -> intent.getValue().matcher(opening).find())
                .map(Map.Entry::getKey)
                .toList();
        Intent intent = found.isEmpty() ? Intent.OTHER : found.get(0);
        int confidence = found.isEmpty() ? GUESSED : found.size() == 1 ? CLEAR : MIXED;
        return new Reading(intent, sentiment(intent, opening), confidence);
    }

    private static Sentiment sentiment(Intent intent, String text) {
        if (ANGRY.matcher(text).find()) {
            return Sentiment.NEGATIVE;
        }
        return switch (intent) {
            case INTERESTED, MEETING -> Sentiment.POSITIVE;
            case NOT_INTERESTED, UNSUBSCRIBE, OBJECTION, NOT_NOW, WRONG_PERSON, OUT_OF_OFFICE -> Sentiment.NEUTRAL;
            case QUESTION, OTHER -> GLAD.matcher(text).find() ? Sentiment.POSITIVE : Sentiment.NEUTRAL;
        };
    }

    /** Any of these, each at the beginning of a word. */
    private static Pattern words(String... alternatives) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(" + String.join("|", alternatives) + ")",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
