package io.aicmo.ai;

import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/** Ends a body that is longer than it may be. */
final class BoundedSource extends ForwardingSource {
    private long left;

    BoundedSource(Source body, long max) {
        super(body);
        this.left = max;
    }

    /** The body has more bytes than it may. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("the answer is too long");
        }
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long count = super.read(sink, byteCount);
        left -= Math.max(0, count);
        if (left < 0) {
            throw new TooLong();
        }
        return count;
    }
}
