package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.Sealed;
import io.aicmo.port.Vault;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps secrets to itself and hands out numbers for them: beside this memory there is nothing that they leak from. */
final class MemoryVault implements Vault {
    private final AtomicLong number = new AtomicLong();
    private final Map<Sealed, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Place place, String secret) {
        @Override
        public String toString() {
            return "Kept[place=" + place + "]";
        }
    }

    @Override
    public Sealed seal(Place place, String secret) {
        Sealed sealed = new Sealed(Sealed.PREFIX + number.incrementAndGet());
        kept.put(sealed, new Kept(place, secret));
        return sealed;
    }

    @Override
    public String open(Place place, Sealed sealed) {
        Kept found = kept.get(sealed);
        if (found == null || !found.place.equals(place)) {
            throw new CannotOpen(place, null);
        }
        return found.secret;
    }
}
