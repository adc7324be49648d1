package io.aicmo.app;

import io.aicmo.providers.tink.MasterKeyset;

/** The keyset that seals secrets: the setting's, else the one that is kept at home. */
final class MasterKey {
    private MasterKey() {}

    /** Makes one at home where there is neither. */
    static MasterKeyset of(Settings settings, Home home) {
        MasterKeyset given = settings.masterKey();
        return given != null ? given : atHome(home);
    }

    /** @throws Settings.Wrong if what is kept there is no keyset */
    static MasterKeyset atHome(Home home) {
        String kept =
                home.secret(Home.MASTER_KEY, () -> MasterKeyset.make().write()).secret();
        try {
            return MasterKeyset.read(kept);
        } catch (IllegalArgumentException broken) {
            throw new Settings.Wrong(home.folder().resolve(Home.MASTER_KEY) + " " + broken.getMessage());
        }
    }
}
