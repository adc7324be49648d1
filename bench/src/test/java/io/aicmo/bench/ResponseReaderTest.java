package io.aicmo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
    private static final String FIXED = "HTTP/1.1 201 Created\r\nContent-Type: a\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n";
    private static final String REFUSED =
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n" + "Content-Length: 0\r\n\r\n";

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

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
