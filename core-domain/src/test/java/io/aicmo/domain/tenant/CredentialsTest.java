package io.aicmo.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.crm.Given;
import io.aicmo.domain.shared.ApiKeyId;
import io.aicmo.domain.shared.FormTokenId;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    @Test
    void aKeyWorksUntilTheMomentItExpires() {
        ApiKey key = aKey(Given.NOW);

        assertThat(key.isValidAt(Given.NOW.minusNanos(1))).isTrue();
        assertThat(key.isValidAt(Given.NOW)).isFalse();
        assertThat(aKey(null).isValidAt(Given.NOW.plus(Duration.ofDays(10_000))))
                .isTrue();
    }

    @Test
    void aRevokedKeyIsRefusedFromThenOnAndStaysRevoked() {
        ApiKey revoked = aKey(null).revoked(Given.NOW);

        assertThat(revoked.isValidAt(Given.NOW.plusSeconds(1))).isFalse();
        assertThat(revoked.revoked(Given.NOW.plusSeconds(9))).isSameAs(revoked);
    }

    @Test
    void aFormMayBeUsedFromTheOriginsThatItNames() {
        FormToken named = aToken(List.of("https://example.com"));

        assertThat(named.allowsOrigin("https://example.com")).isTrue();
        assertThat(named.allowsOrigin("https://example.com.evil.example")).isFalse();
        assertThat(named.allowsOrigin("http://example.com")).isFalse();
        assertThat(named.allowsOrigin("null")).isFalse();
    }

    @Test
    void aFormThatNamesNoOriginMayBeUsedFromAnyAndAServerFromNone() {
        assertThat(aToken(List.of()).allowsOrigin("https://anywhere.example")).isTrue();
        assertThat(aToken(List.of("https://example.com")).allowsOrigin(null)).isTrue();
    }

    @Test
    void aSecretIsNotWrittenIntoLogs() {
        Sealed secret = new Sealed("sealed:hidden");
        WebhookSource source = new WebhookSource(
                new WebhookSourceId(Given.anId()), "generic", null, secret, Given.NOW, Given.NOW, 1, null);

        assertThat(source.toString()).doesNotContain("hidden").contains("generic");
        assertThat(secret.toString()).doesNotContain("hidden");
    }

    @Test
    void aPlainSecretIsNotTakenForASealedOneAndNotShownEither() {
        assertThatThrownBy(() -> new Sealed("whsec_hidden"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hidden");
        assertThat(new Sealed("sealed:AAAA").content()).isEqualTo("AAAA");
    }

    private static ApiKey aKey(Instant expiresAt) {
        return new ApiKey(
                new ApiKeyId(Given.anId()),
                "server",
                "ak_abc",
                "0".repeat(64),
                Role.ADMIN,
                List.of(),
                List.of(),
                expiresAt,
                null,
                null,
                Given.NOW,
                Given.NOW,
                1,
                null);
    }

    private static FormToken aToken(List<String> origins) {
        return new FormToken(
                new FormTokenId(Given.anId()),
                new WorkspaceId(Given.anId()),
                null,
                "ft_abc",
                "0".repeat(64),
                origins,
                Given.NOW,
                Given.NOW,
                1,
                null);
    }
}
