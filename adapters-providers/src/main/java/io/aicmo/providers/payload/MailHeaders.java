package io.aicmo.providers.payload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.MimeUtil;
import org.jspecify.annotations.Nullable;

/** What matters here of a mail's headers: what it is, what it answers, and whether a machine wrote it. */
public final class MailHeaders {
    /** What tells machines from people (RFC 3834 §5 and older custom); nothing else is kept, for headers hold secrets. */
    private static final Set<String> OF_MACHINES = Set.of(
            "auto-submitted", "precedence", "return-path", "x-autoreply", "x-autorespond", "x-auto-response-suppress");

    private static final MimeConfig LIMITS = new MimeConfig.Builder()
            .setMaxHeaderCount(2_000)
            .setMaxHeaderLen(100_000)
            .setMaxLineLen(100_000)
            .setMalformedHeaderStartsBody(false)
            .build();
    private static final Set<EntityState> ENDS = EnumSet.of(EntityState.T_END_HEADER, EntityState.T_END_OF_STREAM);

    private final Map<String, String> byName;

    private MailHeaders(Map<String, String> byName) {
        this.byName = byName;
    }

    /** Headers by name, in whatever case. */
    public static MailHeaders of(Map<String, String> headers) {
        Map<String, String> byName = new HashMap<>();
        headers.forEach((name, value) -> byName.merge(name.toLowerCase(Locale.ROOT), value, MailHeaders::both));
        return new MailHeaders(byName);
    }

    /**
     * The header block of a mail (RFC 5322 §2.2); what follows the first empty line is not looked at.
     *
     * @throws io.aicmo.domain.shared.Rejected if it cannot be read, or is beyond all measure
     */
    public static MailHeaders parse(byte[] block) {
        try {
            Map<String, List<String>> lines = new HashMap<>();
            MimeTokenStream tokens = new MimeTokenStream(LIMITS);
            tokens.setRecursionMode(RecursionMode.M_FLAT);
            tokens.parse(new ByteArrayInputStream(block));
            for (EntityState state = tokens.getState(); !ENDS.contains(state); state = tokens.next()) {
                if (state == EntityState.T_FIELD) {
                    Field field = tokens.getField();
                    lines.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                            .add(MimeUtil.unfold(field.getBody()).strip());
                }
            }
            Map<String, String> byName = new HashMap<>();
            lines.forEach((name, values) -> byName.put(name, String.join(" ", values)));
            return new MailHeaders(byName);
        } catch (MimeException | IOException unreadable) {
            throw Unreadable.field("headers", "must be the header block of a mail");
        }
    }

    /** The mail's own Message-ID as it is written, or null. */
    public @Nullable String messageId() {
        return byName.get("message-id");
    }

    /** What it answers: In-Reply-To and References as they are written. */
    public List<String> inReplyTo() {
        return Stream.of("in-reply-to", "references")
                .filter(byName::containsKey)
                .map(byName::get)
                .toList();
    }

    Map<String, String> ofMachines() {
        Map<String, String> kept = new LinkedHashMap<>();
        OF_MACHINES.stream().sorted().filter(byName::containsKey).forEach(name -> kept.put(name, byName.get(name)));
        return kept;
    }

    private static String both(String one, String other) {
        return one + " " + other;
    }
}
