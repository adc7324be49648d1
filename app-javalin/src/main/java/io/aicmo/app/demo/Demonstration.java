package io.aicmo.app.demo;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/** The door to the demonstration. */
public final class Demonstration {
    private Demonstration() {}

    /**
     * Tells the story to a server.
     *
     * @param server where it listens
     * @param files the folder of the story's files
     * @param clock tells the present; yesterday's events are told by it as well
     * @throws IllegalStateException if the server does something that the story does not expect
     */
    public static void run(URI server, String bootstrapToken, Path files, PrintWriter out, InstantSource clock) {
        try (Api api = new Api(server)) {
            new Story(api, out, clock).tell(bootstrapToken, files);
        }
    }
}
