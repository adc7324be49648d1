package io.aicmo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
    private static final String FIXED =
            answer("HTTP/1.1 201 Created", "Content-Type: a", "Content-Length: 5", "", "hello");
    private static final String CHUNKED =
            answer("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "3", "abc", "4;x=y", "defg", "0", "", "");
    private static final String REFUSED = answer(
            "HTTP/1.1 503 Service Unavailable", "Retry-After: 1", "Connection: close", "Content-Length: 0", "", "");

    private final ResponseReader reader = new ResponseReader();

    @Test
    void responsesEndWhereTheirLengthSays() {
        ByteBuffer bytes = bytes(FIXED + REFUSED);

        assertThat(reader.take(bytes)).isTrue();
        assertThat(reader.status()).isEqualTo(201);
        assertThat(reader.closes()).isFalse();
        assertThat(bytes.remaining()).isEqualTo(REFUSED.length());
        assertThat(reader.take(bytes)).isTrue();
        assertThat(reader.status()).isEqualTo(503);
        assertThat(reader.retryAfter()).isTrue();
        assertThat(reader.closes()).isTrue();
    }

    @Test
    void chunksEndWithAnEmptyOne() {
        ByteBuffer bytes = bytes(CHUNKED + FIXED);

        assertThat(reader.take(bytes)).isTrue();
        assertThat(reader.status()).isEqualTo(200);
        assertThat(bytes.remaining()).isEqualTo(FIXED.length());
    }

    @Test
    void responsesMayComeByteByByte() {
        String both = CHUNKED + FIXED;
        int ended = 0;
        for (int i = 0; i < both.length(); i++) {
            ended += reader.take(bytes(both.substring(i, i + 1))) ? 1 : 0;
        }

        assertThat(ended).isEqualTo(2);
        assertThat(reader.status()).isEqualTo(201);
    }

    /** Lines as they go over the wire; the last has no end of its own. */
    private static String answer(String... lines) {
        return String.join("\r\n", lines);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
