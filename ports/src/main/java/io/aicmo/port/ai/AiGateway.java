package io.aicmo.port.ai;

import io.aicmo.domain.job.Priority;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that answers in words. Calls block the calling thread, which should be a virtual one, and hold nothing else;
 * never call it inside a transaction. Temporary failures are tried again inside, as long as nothing was passed on to a
 * listener; what is thrown is final.
 */
public interface AiGateway {

    /** Who says something in a conversation. */
    enum Speaker {
        /** Who instructs the model. */
        SYSTEM,
        /** Whom it answers; data is handed over under this name as well. */
        USER,
        /** The model itself. */
        ASSISTANT
    }

    /** Something that was said. */
    record Message(Speaker speaker, String text) {
        public static Message system(String text) {
            return new Message(Speaker.SYSTEM, text);
        }

        public static Message user(String text) {
            return new Message(Speaker.USER, text);
        }

        public static Message assistant(String text) {
            return new Message(Speaker.ASSISTANT, text);
        }
    }

    /**
     * The shape that an answer shall have.
     *
     * @param name what the shape is called: letters, digits and underscores
     * @param jsonSchema a JSON Schema as text
     * @param strict whether every object in it names all that it may have and requires it, so that providers can hold
     *     the model to it
     */
    record Shape(String name, String jsonSchema, boolean strict) {}

    /**
     * What the model is asked.
     *
     * @param messages the conversation so far, in order
     * @param shape asks for JSON of this shape, or null for free text. Models may answer otherwise: whoever asks checks
     * @param urgency how urgent the answer is, by which the model is chosen
     * @param deadline up to when an answer is of use, all tries together
     */
    record Question(List<Message> messages, @Nullable Shape shape, Priority urgency, Deadline deadline) {
        public Question {
            messages = List.copyOf(messages);
        }

        /** A question like most, whose answer is waited for as long as the gateway does by itself. */
        public Question(List<Message> messages, @Nullable Shape shape) {
            this(messages, shape, Priority.P2, Deadline.none());
        }
    }

    /**
     * What the model answered.
     *
     * @param model the model that did, as the provider calls it
     * @param tokens what the provider counted, or null where it does not say
     * @param costUsd what it cost in US dollars, or null where neither the provider nor a configured price tells
     */
    record Reply(
            String text,
            String model,
            @Nullable TokenCount tokens,
            @Nullable BigDecimal costUsd) {}

    /** The model that is asked what is so urgent. */
    String model(Priority urgency);

    /** How long an answer may take at most, all tries together, where nobody is less patient. */
    Duration patience();

    /**
     * Asks, and waits for the whole answer.
     *
     * @param listener hears nothing but may hang up
     * @throws AiFailure if there is none
     */
    Reply complete(Question question, Listener listener);

    /**
     * Asks, and passes on the text as it is written.
     *
     * @return all of it
     * @throws AiFailure if it did not come to its end
     */
    Reply stream(Question question, Listener listener);
}
