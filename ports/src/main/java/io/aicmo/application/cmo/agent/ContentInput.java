package io.aicmo.application.cmo.agent;

import io.aicmo.domain.cmo.AssetKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign's content is made from.
 *
 * @param campaign the campaign's name
 * @param objective what kind of result it is for, or null
 * @param goal the result, or null
 * @param channels the campaign's channels, at least one
 * @param kinds what is to be made, at least one
 * @param emails how many e-mails the sequence shall have, 1 to 10
 * @param brief what else the person who asks wants, or null
 */
public record ContentInput(
        Market market,
        String campaign,
        @Nullable String objective,
        @Nullable String goal,
        List<String> channels,
        List<AssetKind> kinds,
        int emails,
        @Nullable String brief) {
    public ContentInput {
        channels = List.copyOf(channels);
        kinds = List.copyOf(kinds);
    }
}
