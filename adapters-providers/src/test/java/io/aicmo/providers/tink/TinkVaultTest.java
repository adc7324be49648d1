package io.aicmo.providers.tink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Vault;
import io.aicmo.port.Vault.CannotOpen;
import io.aicmo.port.Vault.Place;
import io.aicmo.port.contract.VaultContract;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TinkVaultTest implements VaultContract {
    private static final MasterKeyset KEYS = MasterKeyset.make();

    private final Place place = new Place(new TenantId(UUID.randomUUID()), "rows", UUID.randomUUID(), "secret");

    @Override
    public Vault vault() {
        return KEYS.vault();
    }

    @Override
    public Vault another() {
        return MasterKeyset.make().vault();
    }

    @Test
    void aKeysetThatWasWrittenOpensWhatItSealed() {
        Sealed sealed = KEYS.vault().seal(place, "whsec_1");

        String written = KEYS.write();

        assertThat(written).doesNotContain("\n");
        assertThat(MasterKeyset.read(written).vault().open(place, sealed)).isEqualTo("whsec_1");
    }

    /** Three nodes that are given each step one after the other: whatever one sealed, the others open. */
    @Test
    void rotationInTwoStepsLeavesNoNodeBefore() {
        MasterKeyset old = MasterKeyset.make();
        MasterKeyset added = old.withNewKey();
        MasterKeyset promoted = added.sealingWithNewest();

        assertThat(added.size()).isEqualTo(2);
        assertThat(old.vault().open(place, added.vault().seal(place, "a"))).isEqualTo("a");
        assertThat(added.vault().open(place, promoted.vault().seal(place, "b"))).isEqualTo("b");
        assertThat(promoted.vault().open(place, old.vault().seal(place, "c"))).isEqualTo("c");
        Sealed byTheNew = promoted.vault().seal(place, "d");
        assertThatThrownBy(() -> old.vault().open(place, byTheNew)).isInstanceOf(CannotOpen.class);
    }

    @Test
    void whatIsNoKeysetIsRefusedWithoutShowingIt() {
        String broken = KEYS.write().replace("AesGcmKey", "Nothing");

        for (String no : new String[] {"", "hidden", "{\"hidden\": 1}", broken}) {
            assertThatThrownBy(() -> MasterKeyset.read(no))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .hasMessage("must be a keyset in the JSON of Google Tink, for AEAD");
        }
        assertThat(KEYS).hasToString("MasterKeyset[1]");
    }
}
