package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.tenant.ApiKey;
import io.aicmo.domain.tenant.FormToken;
import io.aicmo.domain.tenant.WebhookSource;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.tenant.CredentialStore;
import io.aicmo.port.tenant.CredentialStore.Found;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link CredentialStore} promises. */
public interface CredentialStoreContract extends StoreContract {

    @Test
    default void anApiKeyTellsWhoseItIs() {
        Home home = world().aTenant();
        world().aTenant();
        ApiKey key = Sample.API_KEYS.kept(home);

        assertThat(credentials().findApiKey(key.keyHash())).contains(new Found<>(home.tenant(), key));
    }

    @Test
    default void whenAKeyWasUsedIsKnownToWithinAnHourAndChangesNothingElse() {
        Home home = world().aTenant();
        ApiKey key =
                home.change(RecordTypes.API_KEYS, Components.with(Sample.API_KEYS.kept(home), "lastUsedAt", World.NOW));
        Instant soon = World.NOW.plus(ApiKey.USED_WITHIN);
        Instant later = soon.plusSeconds(1);

        credentials().used(home.tenant(), key.id(), soon);
        assertThat(home.now(RecordTypes.API_KEYS, key.id())).isEqualTo(key);
        credentials().used(home.tenant(), key.id(), later);
        assertThat(home.now(RecordTypes.API_KEYS, key.id())).isEqualTo(Components.with(key, "lastUsedAt", later));
    }

    @Test
    default void aKeyOfAnotherTenantIsNotUsed() {
        Home home = world().aTenant();
        ApiKey key = Sample.API_KEYS.kept(home);

        credentials()
                .used(
                        world().aTenant().tenant(),
                        key.id(),
                        World.NOW.plus(ApiKey.USED_WITHIN).plusSeconds(1));

        assertThat(home.now(RecordTypes.API_KEYS, key.id())).isEqualTo(key);
    }

    @Test
    default void aFormTokenTellsWhoseItIs() {
        Home home = world().aTenant();
        FormToken token = Sample.FORM_TOKENS.kept(home);

        assertThat(credentials().findFormToken(token.tokenHash())).contains(new Found<>(home.tenant(), token));
    }

    @Test
    default void aWebhookSourceTellsWhoseItIs() {
        Home home = world().aTenant();
        WebhookSource source = Sample.WEBHOOK_SOURCES.kept(home);

        Optional<Found<WebhookSource>> found = credentials().findWebhookSource(source.id());

        assertThat(found).contains(new Found<>(home.tenant(), source));
        assertThat(found.orElseThrow().credential().secret()).isEqualTo(source.secret());
    }

    @Test
    default void whatNobodyHasIsNotFound() {
        assertThat(credentials().findApiKey("0".repeat(64))).isEmpty();
        assertThat(credentials().findFormToken("0".repeat(64))).isEmpty();
        assertThat(credentials().findWebhookSource(new WebhookSourceId(World.id())))
                .isEmpty();
    }

    @Test
    default void aKeyThatIsRevokedOrExpiredIsStillFound() {
        Home home = world().aTenant();
        ApiKey key = Sample.API_KEYS.kept(home);
        ApiKey revoked =
                home.change(RecordTypes.API_KEYS, Components.with(key, "revokedAt", World.NOW.minusSeconds(1)));

        assertThat(credentials().findApiKey(key.keyHash()).orElseThrow().credential())
                .isEqualTo(revoked);
    }

    @Test
    default void whatIsDeletedIsNotFoundUntilItIsRestored() {
        Home home = world().aTenant();
        ApiKey key = Sample.API_KEYS.kept(home);
        FormToken token = Sample.FORM_TOKENS.kept(home);
        WebhookSource source = Sample.WEBHOOK_SOURCES.kept(home);

        home.delete(RecordTypes.API_KEYS, key.id());
        home.delete(RecordTypes.FORM_TOKENS, token.id());
        home.delete(RecordTypes.WEBHOOK_SOURCES, source.id());

        assertThat(credentials().findApiKey(key.keyHash())).isEmpty();
        assertThat(credentials().findFormToken(token.tokenHash())).isEmpty();
        assertThat(credentials().findWebhookSource(source.id())).isEmpty();
        home.write(tx -> home.store(RecordTypes.API_KEYS).restore(tx, key.id(), World.NOW));
        assertThat(credentials().findApiKey(key.keyHash())).isPresent();
    }

    @Test
    default void whatIsNotSavedYetIsNotFound() {
        Home home = world().aTenant();
        ApiKey key = Sample.API_KEYS.record(home);

        home.does(tx -> {
            home.store(RecordTypes.API_KEYS).insert(tx, key);
            assertThat(credentials().findApiKey(key.keyHash())).isEmpty();
        });

        assertThat(credentials().findApiKey(key.keyHash())).isPresent();
    }

    @Test
    default void aTenantExistsOnceItIsKept() {
        assertThat(credentials().tenantExists(world().aTenant().tenant())).isTrue();
        assertThat(credentials().tenantExists(new TenantId(World.id()))).isFalse();
    }

    private CredentialStore credentials() {
        return adapter().credentials();
    }
}
