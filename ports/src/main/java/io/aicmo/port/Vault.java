package io.aicmo.port;

import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.TenantId;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Seals small secrets that have to be read again, such as signing secrets and providers' keys, so that whoever reads the
 * database reads none of them. What is sealed for one place opens nowhere else: not in another tenant's row, nor in
 * another column. Sealing takes no round trip; safe for use by many threads.
 *
 * <p>Adapters write a sealed secret and nothing else of it: never a secret in a log, a message or an exception.
 */
public interface Vault {
    /** Seals a secret; the same secret never looks the same twice. */
    Sealed seal(Place place, String secret);

    /**
     * Opens what was sealed for this very place.
     *
     * @throws CannotOpen if it was sealed for another place or by a key that is not there, or has been changed
     */
    String open(Place place, Sealed sealed);

    /**
     * Where a secret is kept.
     *
     * @param table the table, in snake_case
     * @param row the id of the row
     * @param column the column, in snake_case
     */
    record Place(TenantId tenant, String table, UUID row, String column) {
        private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,63}");

        /** @throws IllegalArgumentException if table or column is no name */
        public Place {
            if (!WORD.matcher(table).matches() || !WORD.matcher(column).matches()) {
                throw new IllegalArgumentException(table + "." + column + " is no place for a secret");
            }
        }

        /** A column of a record. */
        public static Place of(TenantId tenant, RecordType<?, ?> type, Id id, String column) {
            return new Place(tenant, type.table(), id.value(), column);
        }

        /** The place in one word; two places never share one. */
        public String path() {
            return tenant + "/" + table + "/" + row + "/" + column;
        }
    }

    /** A sealed secret does not open here. */
    final class CannotOpen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param cause what the cipher says, or null */
        public CannotOpen(Place place, @Nullable Throwable cause) {
            super("the secret at " + place.path() + " cannot be opened", cause);
        }
    }
}
