package io.aicmo.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads HTTP/1.1 responses while their bytes come in, and keeps nothing of them but the status; bodies are shown once. */
final class ResponseReader {
    private enum Expects {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER
    }

    /** Looks at a part of a body while it comes in. */
    @FunctionalInterface
    interface Body {
        /** The bytes from one index up to another one; the position is not to be moved. */
        void part(ByteBuffer bytes, int from, int to);
    }

    private final byte[] line = new byte[1_024];
    private final Body body;
    private int length;
    private Expects expects = Expects.HEAD;
    private boolean firstLine = true;
    private int status;
    private long remaining;
    private boolean chunked;
    private boolean retryAfter;
    private boolean closes;

    ResponseReader() {
        this((bytes, from, to) -> {});
    }

    ResponseReader(Body body) {
        this.body = body;
    }

    /** Takes bytes up to the end of a response; true if it was reached. */
    boolean take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            boolean ended = switch (expects) {
                case BODY, CHUNK -> skip(bytes);
                default -> endOfLine(bytes.get()) && line();
            };
            if (ended) {
                expects = Expects.HEAD;
                firstLine = true;
                return true;
            }
        }
        return false;
    }

    /** The status of the response that was read last. */
    int status() {
        return status;
    }

    /** Whether it had a {@code Retry-After}. */
    boolean retryAfter() {
        return retryAfter;
    }

    /** Whether the server closes the connection after it. */
    boolean closes() {
        return closes;
    }

    private boolean skip(ByteBuffer bytes) {
        int step = (int) Math.min(remaining, bytes.remaining());
        body.part(bytes, bytes.position(), bytes.position() + step);
        bytes.position(bytes.position() + step);
        remaining -= step;
        if (remaining > 0) {
            return false;
        }
        if (expects == Expects.BODY) {
            return true;
        }
        expects = Expects.CHUNK_END;
        return false;
    }

    private boolean endOfLine(byte next) {
        if (next == '\n') {
            return true;
        }
        if (next != '\r' && length < line.length) {
            line[length++] = next;
        }
        return false;
    }

    /** Interprets a line; true if the response ends with it. */
    private boolean line() {
        boolean empty = length == 0;
        boolean ended = false;
        switch (expects) {
            case HEAD -> ended = empty ? endOfHead() : header();
            case CHUNK_SIZE -> {
                String size = text();
                int extension = size.indexOf(';');
                remaining = Long.parseLong((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
                expects = remaining == 0 ? Expects.TRAILER : Expects.CHUNK;
            }
            case CHUNK_END -> expects = Expects.CHUNK_SIZE;
            default -> ended = empty;
        }
        length = 0;
        return ended;
    }

    private boolean endOfHead() {
        if (chunked) {
            expects = Expects.CHUNK_SIZE;
            return false;
        }
        expects = Expects.BODY;
        return remaining == 0;
    }

    private boolean header() {
        if (firstLine) {
            firstLine = false;
            status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
            remaining = 0;
            chunked = false;
            retryAfter = false;
            closes = false;
        } else {
            // Most headers are none of these, and are told apart by their first letter.
            switch (line[0]) {
                case 'C', 'c', 'T', 't', 'R', 'r' -> named(text().toLowerCase(Locale.ROOT));
                default -> {}
            }
        }
        return false;
    }

    private void named(String header) {
        if (header.startsWith("content-length:")) {
            remaining = Long.parseLong(header.substring(15).strip());
        } else if (header.startsWith("transfer-encoding:")) {
            chunked = header.contains("chunked");
        } else if (header.startsWith("retry-after:")) {
            retryAfter = true;
        } else if (header.startsWith("connection:")) {
            closes = header.contains("close");
        }
    }

    private String text() {
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }
}
