package io.aicmo.domain.cmo.draft;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.util.List;

/** Checks on the lists of drafts. */
final class Lists {
    private Lists() {}

    /**
     * A copy of a list that has between {@code least} and {@code most} elements.
     *
     * @throws Rejected {@code list.too_short}, {@code list.too_long}
     */
    static <T> List<T> between(List<T> values, String field, int least, int most) {
        if (values.size() < least) {
            throw Rejected.field(field, "list.too_short", field + " must have at least " + least + " items");
        }
        Text.checkCount(values, field, most);
        return List.copyOf(values);
    }
}
