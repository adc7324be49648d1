package io.aicmo.application.tenant;

import io.aicmo.domain.shared.ApiKeyId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.ApiKey;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.domain.tenant.Role;
import io.aicmo.port.Actor;
import io.aicmo.port.Forbidden;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Issues an API key that may do no more than whoever issues it. */
public final class IssueApiKey {
    private final Transactions transactions;
    private final Records records;
    private final RandomGenerator random;
    private final Ids ids;
    private final InstantSource clock;

    /** @param random unpredictable, such as {@link java.security.SecureRandom} */
    public IssueApiKey(
            Transactions transactions, Records records, RandomGenerator random, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param scopes what it may do within its role; none means all that the role may
     * @param workspaceIds the workspaces that it may enter; none means all that the issuer may
     * @param expiresAt when it stops working, or null for never
     */
    public record Command(
            String name,
            Role role,
            List<Permission> scopes,
            List<WorkspaceId> workspaceIds,
            @Nullable Instant expiresAt) {}

    /** The key as it is kept, and the secret itself, which is readable here and never again. */
    public record Result(ApiKey apiKey, String secret) {
        @Override
        public String toString() {
            return apiKey.toString();
        }
    }

    /**
     * @throws Forbidden if the key would be allowed more than the actor
     * @throws Rejected {@code text.missing}, {@code api_key.expires_in_the_past}
     */
    public Result handle(Actor actor, Command command) {
        Instant now = clock.instant();
        if (command.expiresAt != null && !command.expiresAt.isAfter(now)) {
            throw Rejected.field("expires_at", "api_key.expires_in_the_past", "expires_at must be in the future");
        }
        List<WorkspaceId> workspaces =
                command.workspaceIds.isEmpty() ? List.copyOf(actor.workspaces()) : command.workspaceIds;
        workspaces.forEach(actor::checkWorkspace);
        ApiKeyId id = new ApiKeyId(ids.next());
        Actor holder =
                Actor.apiKey(actor.tenant(), id, command.role, Set.copyOf(command.scopes), Set.copyOf(workspaces));
        if (!actor.permissions().containsAll(holder.permissions())) {
            throw new Forbidden("a key may do no more than whoever issues it");
        }
        String secret = Tokens.make(Tokens.API_KEY, random);
        ApiKey key = new ApiKey(
                id,
                Text.required(command.name, "name", 200),
                Tokens.prefixOf(secret),
                Tokens.hash(secret),
                command.role,
                command.scopes,
                workspaces,
                command.expiresAt,
                null,
                null,
                now,
                now,
                1,
                null);
        return transactions.write(actor, tx -> {
            workspaces.forEach(workspace -> records.of(RecordTypes.WORKSPACES).get(tx, workspace));
            return new Result(records.of(RecordTypes.API_KEYS).insert(tx, key), secret);
        });
    }
}
