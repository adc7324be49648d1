package io.aicmo.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.Consent;
import io.aicmo.domain.crm.ConsentState;
import io.aicmo.postgres.sql.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The database merges what people said about being written to just as the core does. */
class ConsentMergeTest {
    private static final String[] CHANNELS = {"email", "sms", "voice"};
    /** In texts of several lengths, whose order as texts is another. */
    private static final Instant[] TIMES = {
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-01-01T00:00:00.5Z"),
        Instant.parse("2026-01-01T00:00:00.500001Z"),
        Instant.parse("2025-12-31T23:59:59.999999Z")
    };

    @Test
    void theDatabaseMergesConsentAsTheCoreDoes() throws SQLException {
        try (Connection admin = TestDatabase.admin();
                PreparedStatement merge =
                        admin.prepareStatement("select consent_merge(cast(? as jsonb), cast(? as jsonb))")) {
            for (int round = 0; round < 300; round++) {
                Map<String, Consent> one = any();
                Map<String, Consent> other = any();

                assertThat(merged(merge, one, other))
                        .as("%s and %s", one, other)
                        .isEqualTo(expected(one, other));
            }
        }
    }

    private static Object merged(PreparedStatement merge, Map<String, Consent> one, Map<String, Consent> other)
            throws SQLException {
        merge.setString(1, Json.text(one));
        merge.setString(2, Json.text(other));
        try (ResultSet row = merge.executeQuery()) {
            row.next();
            Map<String, Consent> merged = new HashMap<>();
            Json.object(row.getString(1))
                    .forEach((channel, said) ->
                            merged.put(channel, (Consent) Json.read(Json.text(said), Consent.class)));
            return merged;
        }
    }

    private static Map<String, Consent> expected(Map<String, Consent> one, Map<String, Consent> other) {
        Map<String, Consent> merged = new HashMap<>(one);
        other.forEach((channel, said) -> merged.merge(channel, said, Consent::merge));
        return merged;
    }

    private static Map<String, Consent> any() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Map<String, Consent> said = new HashMap<>();
        for (String channel : CHANNELS) {
            if (random.nextBoolean()) {
                ConsentState state = ConsentState.of(random.nextBoolean());
                said.put(channel, new Consent(state, TIMES[random.nextInt(TIMES.length)]));
            }
        }
        return said;
    }
}
