package io.aicmo.app;

import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Map;

/** Packages of npm that others use against us. Tests that try them need Node, npm and a registry. */
final class Npm {
    private Npm() {}

    /** Says that a package cannot be tried here: the test fails where {@code CI} is set, and is aborted elsewhere. */
    static void isMissing(String why) {
        isMissing(why, System.getenv());
    }

    static void isMissing(String why, Map<String, String> environment) {
        String ci = environment.getOrDefault("CI", "");
        if (ci.isEmpty() || ci.equals("false")) {
            abort(why);
        }
        throw new AssertionError(why + "; where CI is set that is a failure");
    }
}
