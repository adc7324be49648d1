package io.aicmo.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Database URLs, as people and platforms write them. */
class DatabaseAddressTest {
    @Test
    void aUrlAsPlatformsWriteItNamesWhoLogsIn() {
        DatabaseAddress address =
                DatabaseAddress.parse("postgres://ada:p%40ss+w%3Ard@db.example:6543/crm?sslmode=require");

        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6543/crm?sslmode=require");
        assertThat(address.login()).isEqualTo(new Login("ada", "p@ss+w:rd"));
    }

    @Test
    void aUrlMayNameNobody() {
        assertThat(DatabaseAddress.parse("postgresql://db.example/crm"))
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://db.example/crm", null));
        assertThat(DatabaseAddress.parse("jdbc:postgresql://one,two/crm?targetServerType=primary"))
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://one,two/crm?targetServerType=primary", null));
    }

    @Test
    void aUserWithoutAPasswordHasNone() {
        assertThat(DatabaseAddress.parse("postgresql://ada@db.example/crm").login())
                .isEqualTo(new Login("ada", null));
    }

    @Test
    void userAndPasswordAreTakenOutOfAJdbcUrl() {
        DatabaseAddress address =
                DatabaseAddress.parse("jdbc:postgresql://127.0.0.1:5432/crm?user=ada&ssl=true&password=p%26q");

        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:5432/crm?ssl=true");
        assertThat(address.login()).isEqualTo(new Login("ada", "p&q"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ada:secret@db/crm",
                "postgresql://ada:secret@db:port/crm",
                "postgres://ada:se cret@db",
                ""
            })
    void whatIsNoAddressIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("database URL")
                .hasMessageNotContainingAny("secret", "se cret")
                .hasNoCause();
    }

    @Test
    void aLoginIsShownWithoutItsPassword() {
        assertThat(new Login("ada", "secret")).hasToString("ada");
    }
}
