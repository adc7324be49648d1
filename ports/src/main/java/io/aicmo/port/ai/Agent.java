package io.aicmo.port.ai;

import io.aicmo.domain.job.Priority;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A specialist, declared: what it is for, what it is told and what it must answer. Prompt, schema, validation, the run
 * log, the kernel's modes and the functions are derived from it.
 *
 * <p>Its prompt is the resource {@code prompts/<name>/<promptVersion>.md}. It holds no tenant's facts: those are in the
 * input, which goes to the model in a message of its own, marked as data.
 *
 * <p>The rules of the answer are those of the output record: its JSON Schema (components are {@code snake_case}, required
 * unless {@code @Nullable}), and whatever its constructor refuses.
 *
 * @param <I> what it is told: a record, with the tenant's facts in it
 * @param <O> what it answers: a record whose constructor refuses what breaks a rule
 * @param name what it is called in answers and runs, for example {@code email_reply_analyzer}
 * @param mode the kernel's word for it, for example {@code plan_90day}
 * @param function the function of its own under {@code /functions/v1}, for example {@code cmo-plan-90day}, or null where
 *     it is reached through the kernel or from inside only
 * @param purpose one sentence that says what it is for
 * @param promptVersion the version of its prompt, for example {@code 1}
 * @param streams whether callers may listen while the answer is written
 */
public record Agent<I extends Record, O extends Record>(
        String name,
        String mode,
        @Nullable String function,
        String purpose,
        Priority priority,
        String promptVersion,
        Class<I> input,
        Class<O> output,
        boolean streams) {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern FUNCTION = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern VERSION = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    /** @throws IllegalArgumentException if a name is not one that a file, a URL and a column can hold */
    public Agent {
        check(WORD, name);
        check(WORD, mode);
        check(VERSION, promptVersion);
        if (function != null) {
            check(FUNCTION, function);
        }
    }

    private static void check(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("not a name: " + text);
        }
    }

    /** The class path resource that its prompt is in. */
    public String promptResource() {
        return "prompts/" + name + "/" + promptVersion + ".md";
    }

    @Override
    public String toString() {
        return name;
    }
}
