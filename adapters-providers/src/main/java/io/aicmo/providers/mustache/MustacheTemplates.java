package io.aicmo.providers.mustache;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.messaging.Templates;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Mustache, of which {@code {{name}}}, {@code {{a.b}}}, sections and inverted sections are used. A variable that has no
 * value is an error; a section about it is left out, which is how a template says what may be missing. Values are looked
 * up in maps alone: no template reaches into an object.
 */
public final class MustacheTemplates implements Templates {
    private static final int LONGEST = 200_000;

    private final Mustache.Compiler text = Mustache.compiler()
            .escapeHTML(false)
            .emptyStringIsFalse(true)
            .withCollector(new MapsAlone())
            .withLoader(name -> {
                throw malformed("{{> " + name + "}} is not possible here");
            });
    private final Mustache.Compiler html = text.escapeHTML(true);

    @Override
    public String fill(String template, Map<String, Object> values, Form form) {
        Bounded filled = new Bounded();
        try {
            Template compiled = (form == Form.HTML ? html : text).compile(template);
            compiled.execute(values, filled);
        } catch (MustacheException.Context missing) {
            throw Rejected.of(
                    "template.variable_missing",
                    "the template asks for {{" + missing.key + "}} in line " + missing.lineNo
                            + ", and that is not known");
        } catch (MustacheException e) {
            throw malformed("the template cannot be read: " + e.getMessage());
        } catch (StackOverflowError tooDeep) {
            throw malformed("the template is nested too deeply");
        }
        return filled.toString();
    }

    private static Rejected malformed(String detail) {
        return Rejected.of("template.malformed", detail);
    }

    /** Knows what stands in maps, and nothing else. */
    private static final class MapsAlone extends BasicCollector {
        @Override
        public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map<?, ?> ? MAP_FETCHER : null;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new HashMap<>();
        }
    }

    /** Takes no more than a message may have. */
    private static final class Bounded extends Writer {
        private final StringBuilder written = new StringBuilder();

        @Override
        public void write(char[] buffer, int offset, int length) {
            if (written.length() + length > LONGEST) {
                throw Rejected.of("template.too_long", "what is filled in makes it longer than " + LONGEST);
            }
            written.append(buffer, offset, length);
        }

        @Override
        public void flush() {
            // Everything is written at once.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }

        @Override
        public String toString() {
            return written.toString();
        }
    }
}
