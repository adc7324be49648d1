package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * How much a market has heard already (Eugene Schwartz, Breakthrough Advertising).
 *
 * @param level 1, where nobody has promised it before, to 5, where nobody believes a promise any more
 * @param note what this means for the message, or null
 */
public record MarketSophistication(int level, @Nullable String note) {
    /** @throws Rejected {@code icp_segment.sophistication_out_of_range}, {@code text.*} */
    MarketSophistication checked(String at) {
        if (level < 1 || level > 5) {
            throw Rejected.field(
                    at + "/level", "icp_segment.sophistication_out_of_range", "level must be between 1 and 5");
        }
        return new MarketSophistication(level, Text.optional(note, at + "/note", 2_000));
    }
}
