package io.aicmo.providers.tink;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.port.Vault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Seals with Tink's AEAD; where it is sealed for is the associated data. */
final class TinkVault implements Vault {
    private final Aead aead;

    /** @throws IllegalArgumentException if the keys are not for AEAD */
    TinkVault(KeysetHandle keys) {
        try {
            this.aead = keys.getPrimitive(MasterKeyset.CONFIGURATION, Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("these keys cannot seal", e);
        }
    }

    @Override
    public Sealed seal(Place place, String secret) {
        try {
            byte[] text = aead.encrypt(secret.getBytes(StandardCharsets.UTF_8), associated(place));
            return new Sealed(
                    Sealed.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret could not be sealed", e);
        }
    }

    @Override
    public String open(Place place, Sealed sealed) {
        try {
            byte[] text = Base64.getUrlDecoder().decode(sealed.content());
            return new String(aead.decrypt(text, associated(place)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new CannotOpen(place, e);
        }
    }

    private static byte[] associated(Place place) {
        return place.path().getBytes(StandardCharsets.UTF_8);
    }
}
