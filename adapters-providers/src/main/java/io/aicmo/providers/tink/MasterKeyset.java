package io.aicmo.providers.tink;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AeadParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.aicmo.port.Vault;
import java.security.GeneralSecurityException;

/**
 * The keys of an installation: one of them seals, each of them opens. To rotate, add a key, give the keyset to every
 * node, then have the new key seal, and give it to every node again; so no node meets a key that it does not know.
 */
public final class MasterKeyset {
    static final Configuration CONFIGURATION = AeadConfig2026.get();
    private static final AeadParameters KIND = PredefinedAeadParameters.AES256_GCM;

    private final KeysetHandle keys;

    private MasterKeyset(KeysetHandle keys) {
        this.keys = keys;
    }

    /** A new one with one key, AES-GCM with 256 bits. */
    public static MasterKeyset make() {
        try {
            return new MasterKeyset(KeysetHandle.generateNew(KIND, CONFIGURATION));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key could be made", e);
        }
    }

    /**
     * Reads a keyset in Tink's JSON.
     *
     * @throws IllegalArgumentException if it is none; the message shows nothing of it
     */
    public static MasterKeyset read(String json) {
        try {
            MasterKeyset read = new MasterKeyset(
                    TinkJsonProtoKeysetFormat.parseKeyset(json, CONFIGURATION, InsecureSecretKeyAccess.get()));
            read.vault();
            return read;
        } catch (GeneralSecurityException | RuntimeException unreadable) {
            // The cause may quote the keys.
            throw new IllegalArgumentException("must be a keyset in the JSON of Google Tink, for AEAD");
        }
    }

    /** Everything in one line of Tink's JSON: whoever has it opens every secret. */
    public String write() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(keys, CONFIGURATION, InsecureSecretKeyAccess.get())
                    .replaceAll("\\s*\\R\\s*", "");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a keyset that was made or read cannot be written", e);
        }
    }

    /** The same with a new key, which opens but does not seal yet. */
    public MasterKeyset withNewKey() {
        return changed(KeysetHandle.newBuilder(keys)
                .addEntry(KeysetHandle.generateEntryFromParameters(KIND).withRandomId()));
    }

    /** The same, sealing with the key that was added last. */
    public MasterKeyset sealingWithNewest() {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys);
        builder.getAt(builder.size() - 1).makePrimary();
        return changed(builder);
    }

    private static MasterKeyset changed(KeysetHandle.Builder builder) {
        try {
            return new MasterKeyset(builder.setConfiguration(CONFIGURATION).build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyset could not be changed", e);
        }
    }

    /** How many keys it has. */
    public int size() {
        return keys.size();
    }

    /** A vault that seals and opens with these keys. */
    public Vault vault() {
        return new TinkVault(keys);
    }

    /** Shown without its keys. */
    @Override
    public String toString() {
        return "MasterKeyset[" + keys.size() + "]";
    }
}
