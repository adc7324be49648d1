package io.aicmo.providers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Payloads that lie beside the tests, in the providers' own format. */
public final class Resources {
    private Resources() {}

    /** @param path below {@code io/aicmo/providers} */
    public static String text(String path) {
        try (InputStream in = Objects.requireNonNull(Resources.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
