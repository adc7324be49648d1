package io.aicmo.http.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.application.event.EventSubscription.Next;
import io.aicmo.http.Outflow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a stream says while nothing happens, and when it ends, by a clock that is turned by hand. */
class EventOutflowTest {
    private static final String HELLO = "retry: 2000\n\n";
    private static final String BEAT = ": still here\n\n";

    private final Script script = new Script();
    private final Reader reader = new Reader();
    private final EventOutflow outflow = new EventOutflow(script, () -> script.nanos);

    @Test
    void whileNothingHappensAReaderIsToldEveryTenSecondsThatTheStreamIsStillThere() throws Exception {
        script.silence(EventOutflow.BEAT).silence(EventOutflow.BEAT).over();

        outflow.writeTo(reader);

        assertThat(EventOutflow.BEAT).isEqualTo(Duration.ofSeconds(10));
        assertThat(script.patience).containsOnly(EventOutflow.BEAT);
        assertThat(reader.read()).isEqualTo(HELLO + BEAT + BEAT);
        assertThat(reader.flushes).as("each goes out at once").isEqualTo(3);
    }

    @Test
    void aReaderWhoMayReadNoMoreIsLetGoWithTheNextBeat() throws Exception {
        reader.may = List.of(true, false).iterator();
        script.silence(EventOutflow.BEAT).silence(EventOutflow.BEAT).silence(EventOutflow.BEAT);

        outflow.writeTo(reader);

        assertThat(script.steps)
                .as("what would have come is not asked for any more")
                .hasSize(1);
    }

    @Test
    void whetherAReaderMayStillReadIsAskedOnceABeatHoweverOftenSomethingComes() throws Exception {
        for (int i = 0; i < 25; i++) {
            script.silence(Duration.ofSeconds(1));
        }
        script.over();

        outflow.writeTo(reader);

        assertThat(reader.asked).isEqualTo(2);
    }

    @Test
    void theStreamOfADroppedReaderEndsAtOnce() throws Exception {
        script.over().silence(EventOutflow.BEAT);

        outflow.writeTo(reader);
        outflow.close();

        assertThat(reader.read()).isEqualTo(HELLO);
        assertThat(script.steps).hasSize(1);
        assertThat(script.closed).isTrue();
    }

    /** What comes, and how long each takes to come. */
    private static final class Script implements EventOutflow.Incoming {
        private record Step(Duration after, Next next) {}

        private final Queue<Step> steps = new ArrayDeque<>();
        private final List<Duration> patience = new ArrayList<>();
        private long nanos = Long.MAX_VALUE - 1;
        private boolean closed;

        Script silence(Duration after) {
            steps.add(new Step(after, new Next.Silence()));
            return this;
        }

        Script over() {
            steps.add(new Step(Duration.ZERO, new Next.Over()));
            return this;
        }

        @Override
        public Next next(Duration mayTake) {
            patience.add(mayTake);
            Step step = steps.remove();
            nanos += step.after().toNanos();
            return step.next();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Whoever reads at the other end. */
    private static final class Reader implements Outflow.Wire {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Iterator<Boolean> may = Stream.generate(() -> true).iterator();
        private int asked;
        private int flushes;

        @Override
        public OutputStream out() {
            return new OutputStream() {
                @Override
                public void write(int b) {
                    bytes.write(b);
                }

                @Override
                public void flush() throws IOException {
                    flushes++;
                }
            };
        }

        @Override
        public byte[] json(Object value) {
            throw new UnsupportedOperationException("no events here");
        }

        @Override
        public boolean mayRead() {
            asked++;
            return may.next();
        }

        String read() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
