package io.aicmo.domain.cmo.draft;

import static io.aicmo.domain.cmo.draft.ContentDraft.line;

import io.aicmo.domain.shared.Text;
import java.util.List;

/**
 * What a caller says, drafted.
 *
 * @param opening who calls and why, in two sentences
 * @param questions what to find out, in this order
 * @param closing the next step, proposed
 * @param voicemail what to say where nobody answers
 */
public record VoiceScript(
        String title,
        String opening,
        List<String> questions,
        List<Objection> objections,
        String closing,
        String voicemail) {

    /** What people say against it, and what to answer. */
    public record Objection(String objection, String answer) {
        public Objection {
            objection = Text.required(objection, "objection", 500);
            answer = Text.required(answer, "answer", 2_000);
        }
    }

    /** @throws io.aicmo.domain.shared.Rejected {@code list.*}, {@code text.*} */
    public VoiceScript {
        title = line(title, "title", 300);
        opening = Text.required(opening, "opening", 2_000);
        questions = Text.list(Lists.between(questions, "questions", 1, 20), "questions", 20, 500);
        objections = Lists.between(objections, "objections", 0, 20);
        closing = Text.required(closing, "closing", 2_000);
        voicemail = Text.required(voicemail, "voicemail", 2_000);
    }

    /** The whole of it in Markdown. */
    public String body() {
        StringBuilder text = new StringBuilder("## Opening\n\n" + opening + "\n\n## Questions\n");
        questions.forEach(question -> text.append("\n- ").append(question));
        text.append("\n\n## Objections\n");
        objections.forEach(objection ->
                text.append("\n- **").append(objection.objection).append("** ").append(objection.answer));
        return text.append("\n\n## Closing\n\n")
                .append(closing)
                .append("\n\n## Voicemail\n\n")
                .append(voicemail)
                .toString();
    }
}
