package io.aicmo.providers.sendgrid;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.providers.payload.Fields;
import io.aicmo.providers.payload.Json;
import io.aicmo.providers.payload.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashMap;
import java.util.Map;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.dom.field.ContentDispositionField;
import org.apache.james.mime4j.field.ContentDispositionFieldLenientImpl;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/** The fields of a {@code multipart/form-data} body (RFC 7578); files are left out. */
final class MultipartForm {
    private final Map<String, byte[]> fields;

    private MultipartForm(Map<String, byte[]> fields) {
        this.fields = fields;
    }

    /** @throws Rejected {@code webhook.unreadable} */
    static MultipartForm parse(String contentType, byte[] body) {
        try {
            MimeTokenStream tokens = new MimeTokenStream();
            tokens.parseHeadless(new ByteArrayInputStream(body), contentType);
            Map<String, byte[]> fields = fields(tokens);
            if (fields.isEmpty()) {
                throw unreadable();
            }
            return new MultipartForm(fields);
        } catch (MimeException | IOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            // The last two are Mime4j's answers to line breaks and to spaces at the end of a Content-Type.
            throw unreadable();
        }
    }

    private static Rejected unreadable() {
        return Unreadable.body("the body must be the multipart form that its Content-Type says");
    }

    private static Map<String, byte[]> fields(MimeTokenStream tokens) throws MimeException, IOException {
        Map<String, byte[]> fields = new HashMap<>();
        String name = null;
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            switch (state) {
                // A part is a field's value, whatever it says that it is: a multipart in it is not the form's.
                case T_START_MULTIPART -> tokens.setRecursionMode(RecursionMode.M_FLAT);
                case T_START_BODYPART -> name = null;
                case T_FIELD -> name = name == null ? fieldName(tokens.getField()) : name;
                case T_BODY -> {
                    if (name != null) {
                        // Raw: a form's parts are never transfer-encoded (RFC 7578 §4.7).
                        fields.putIfAbsent(name, tokens.getInputStream().readAllBytes());
                    }
                }
                default -> {}
            }
        }
        return fields;
    }

    /** The name that a part's Content-Disposition gives it, or null if it gives none, or is a file's. */
    private static @Nullable String fieldName(Field header) {
        if (!header.getName().equalsIgnoreCase("Content-Disposition")) {
            return null;
        }
        ContentDispositionField disposition =
                ContentDispositionFieldLenientImpl.PARSER.parse(header, DecodeMonitor.SILENT);
        return disposition.getFilename() == null ? disposition.getParameter("name") : null;
    }

    /** A field as it came; empty where there is none. */
    byte[] bytes(String name) {
        return fields.getOrDefault(name, new byte[0]);
    }

    /** A field as text, in the charset that the form's field {@code charsets} names for it, else UTF-8; or null. */
    @Nullable
    String text(String name) {
        byte[] bytes = fields.get(name);
        return bytes == null ? null : new String(bytes, charset(name));
    }

    private Charset charset(String name) {
        byte[] charsets = bytes("charsets");
        String charset =
                charsets.length == 0 ? null : Fields.of(Json.read(charsets)).text(name);
        try {
            return charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
