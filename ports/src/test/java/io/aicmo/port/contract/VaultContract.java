package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Vault;
import io.aicmo.port.Vault.CannotOpen;
import io.aicmo.port.Vault.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link Vault} promises. */
public interface VaultContract {
    Vault vault();

    /** A vault that shares no key with {@link #vault()}. */
    Vault another();

    private static Place aPlace() {
        return new Place(new TenantId(World.id()), "webhook_sources", World.id(), "secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_C2FVsBQIhrscChlQIMV", "schlüssel \uD83D\uDD11 \n", "sealed:not really"})
    default void whatWasSealedOpensInItsPlace(String secret) {
        Place place = aPlace();

        Sealed sealed = vault().seal(place, secret);

        assertThat(vault().open(place, sealed)).isEqualTo(secret);
        // As a store gives it back.
        assertThat(vault().open(place, new Sealed(sealed.value()))).isEqualTo(secret);
    }

    @Test
    default void aLongSecretIsASecretToo() {
        Place place = aPlace();
        String secret = "-----BEGIN PUBLIC KEY-----".repeat(200);

        assertThat(vault().open(place, vault().seal(place, secret))).isEqualTo(secret);
    }

    @Test
    default void itOpensInNoOtherPlace() {
        Place place = aPlace();
        Sealed sealed = vault().seal(place, "whsec_1");
        TenantId other = new TenantId(World.id());

        for (Place elsewhere : List.of(
                new Place(other, place.table(), place.row(), place.column()),
                new Place(place.tenant(), "webhook_endpoints", place.row(), place.column()),
                new Place(place.tenant(), place.table(), World.id(), place.column()),
                new Place(place.tenant(), place.table(), place.row(), "previous_secret"))) {
            assertThatThrownBy(() -> vault().open(elsewhere, sealed))
                    .as(elsewhere.path())
                    .isInstanceOf(CannotOpen.class);
        }
    }

    @Test
    default void whatWasChangedDoesNotOpen() {
        Place place = aPlace();
        String value = vault().seal(place, "whsec_1").value();

        for (int at = Sealed.PREFIX.length(); at < value.length(); at++) {
            char other = value.charAt(at) == 'A' ? 'Q' : 'A';
            Sealed changed = new Sealed(value.substring(0, at) + other + value.substring(at + 1));
            assertThatThrownBy(() -> vault().open(place, changed)).isInstanceOf(CannotOpen.class);
        }
        for (String content : List.of("", "AAAA", "not base64!", value)) {
            assertThatThrownBy(() -> vault().open(place, new Sealed(Sealed.PREFIX + content)))
                    .isInstanceOf(CannotOpen.class);
        }
    }

    @Test
    default void theSameSecretNeverLooksTheSameAndIsNowhereToBeSeen() {
        Place place = aPlace();

        Sealed first = vault().seal(place, "whsec_visible");
        Sealed second = vault().seal(place, "whsec_visible");

        assertThat(first.value()).isNotEqualTo(second.value()).doesNotContain("visible");
        assertThat(first.toString()).isEqualTo("sealed:***");
    }

    @Test
    default void anotherVaultOpensNothingAndTellsNothing() {
        Place place = aPlace();
        Sealed sealed = another().seal(place, "whsec_1");

        assertThatThrownBy(() -> vault().open(place, sealed))
                .isInstanceOf(CannotOpen.class)
                .hasMessage("the secret at " + place.path() + " cannot be opened");
    }

    @Test
    default void aPlaceIsNamedByWords() {
        assertThatThrownBy(() -> new Place(new TenantId(World.id()), "a/b", World.id(), "secret"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
