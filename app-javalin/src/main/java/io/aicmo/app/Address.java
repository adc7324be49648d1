package io.aicmo.app;

import io.aicmo.port.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the world reaches this server: as the settings say, else where it listens. */
final class Address implements Supplier<URI> {
    private final @Nullable URI set;
    private volatile @Nullable URI listening;

    Address(Settings settings) {
        this.set = settings.publicUrl();
    }

    void listening(URI at) {
        listening = at;
    }

    /** @throws Unavailable as long as the server does not listen */
    @Override
    public URI get() {
        URI known = set != null ? set : listening;
        if (known == null) {
            throw new Unavailable("the server does not listen yet", Duration.ofSeconds(1));
        }
        return known;
    }
}
