package io.aicmo.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One step of the story: what happens, and the file that tells the server so.
 *
 * @param say what happens, for the reader
 * @param file the body, a file beside {@code story.json}, with placeholders
 * @param as who sends it: {@code form}, or a provider
 * @param channel the channel of the webhook that it goes to
 * @param times how often it is sent
 */
record Step(String say, Path file, String as, String channel, int times) {

    /** The story in a folder: its {@code story.json}. */
    static List<Step> read(Path folder) {
        JsonNode story = Api.parse(bytes(folder.resolve("story.json")));
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : story.path("steps")) {
            steps.add(new Step(
                    step.path("say").asString(),
                    folder.resolve(step.path("send").asString()),
                    step.path("as").asString(),
                    step.path("channel").asString("email"),
                    step.path("times").asInt(1)));
        }
        return steps;
    }

    /** What the file says, placeholders and all. */
    String text() {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the demonstration needs " + file + "; AICMO_DEMO_FILES says in which folder its files are", e);
        }
    }
}
