package io.aicmo.application.tenant;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.FormTokenId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.FormToken;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Issues the public token of one landing page's form. */
public final class IssueFormToken {
    private static final int MAX_ORIGINS = 20;

    private final Transactions transactions;
    private final Records records;
    private final RandomGenerator random;
    private final Ids ids;
    private final InstantSource clock;

    /** @param random unpredictable, such as {@link java.security.SecureRandom} */
    public IssueFormToken(
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
     * @param allowedOrigins web origins such as {@code https://www.example.com}; none means any
     */
    public record Command(WorkspaceId workspaceId, @Nullable CampaignId campaignId, List<String> allowedOrigins) {}

    /** The token as it is kept, and the token itself. */
    public record Result(FormToken formToken, String token) {}

    /**
     * @throws Rejected {@code workspace.unknown}, {@code campaign.unknown}, {@code campaign.in_other_workspace}, {@code
     *     form_token.origin_invalid}
     */
    public Result handle(Actor actor, Command command) {
        actor.checkWorkspace(command.workspaceId);
        Instant now = clock.instant();
        String token = Tokens.make(Tokens.FORM, random);
        FormToken formToken = new FormToken(
                new FormTokenId(ids.next()),
                command.workspaceId,
                command.campaignId,
                Tokens.prefixOf(token),
                Tokens.hash(token),
                origins(command.allowedOrigins),
                now,
                now,
                1,
                null);
        return transactions.write(actor, tx -> {
            FormToken kept = records.of(RecordTypes.FORM_TOKENS).insert(tx, formToken);
            if (command.campaignId != null) {
                Campaign campaign = records.of(RecordTypes.CAMPAIGNS).get(tx, command.campaignId);
                if (!campaign.workspaceId().equals(command.workspaceId)) {
                    throw Rejected.field(
                            "campaign_id",
                            "campaign.in_other_workspace",
                            "the campaign belongs to another workspace than the form");
                }
            }
            return new Result(kept, token);
        });
    }

    private static List<String> origins(List<String> given) {
        if (given.size() > MAX_ORIGINS) {
            throw Rejected.field("allowed_origins", "form_token.origin_invalid", "at most " + MAX_ORIGINS + " origins");
        }
        return given.stream().map(IssueFormToken::origin).distinct().toList();
    }

    private static String origin(String given) {
        try {
            URI uri = URI.create(given.strip().toLowerCase(Locale.ROOT));
            boolean bare = uri.getRawPath() == null
                    || uri.getRawPath().isEmpty()
                    || uri.getRawPath().equals("/");
            if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null && bare) {
                return uri.getScheme() + "://" + uri.getRawAuthority();
            }
        } catch (IllegalArgumentException notAUri) {
            throw invalid(given);
        }
        throw invalid(given);
    }

    private static Rejected invalid(String given) {
        return Rejected.field(
                "allowed_origins",
                "form_token.origin_invalid",
                "an origin looks like https://www.example.com, not " + given);
    }
}
