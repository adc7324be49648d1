package io.aicmo.ai;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A {@link StubAi} as a process of its own, for benchmarks. It says where it listens, answers each line of its standard
 * input with a line, and ends with it: {@code answer TEXT} is what it says from now on, {@code pace PIECES MILLIS} in how
 * many pieces it streams that and how long it waits before each but the first, {@code last} the body that it was sent
 * last, {@code streams} how many streams are under way.
 */
public final class StubAiProcess implements StubAi.Reaction {
    private final AtomicInteger streams = new AtomicInteger();
    private volatile String content = "nothing";
    private volatile String whole = "";
    private volatile List<byte[]> pieces = List.of();
    private volatile Duration wait = Duration.ZERO;

    private StubAiProcess() {}

    public static void main(String[] args) throws IOException {
        StubAiProcess model = new StubAiProcess();
        // Every connection is kept, however many there are: who asks again would otherwise find it closed.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
        try (StubAi stub = new StubAi(1);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            stub.always(model);
            System.out.println("listens on " + stub.url());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(model.told(stub, line));
            }
        }
    }

    private String told(StubAi stub, String line) {
        String[] words = line.split(" ", 2);
        return switch (words[0]) {
            case "answer" -> answer(words[1], 1);
            case "pace" -> pace(words[1].split(" "));
            case "last" -> stub.asked().get(0).body().toString();
            case "streams" -> Integer.toString(streams.get());
            default -> "?";
        };
    }

    private String answer(String text, int count) {
        content = text;
        whole = StubAi.whole(text);
        pieces = pieces(text, count);
        return "ok";
    }

    private String pace(String[] numbers) {
        wait = Duration.ofMillis(Integer.parseInt(numbers[1]));
        return answer(content, Integer.parseInt(numbers[0]));
    }

    /** What is sent at a time; the beginning goes with the first piece, the end with the last. */
    private static List<byte[]> pieces(String text, int count) {
        String[] events = StubAi.stream(StubAi.cut(text, Math.ceilDiv(text.length(), count)))
                .split("(?<=still here\n\n)");
        List<byte[]> pieces = new ArrayList<>();
        for (int i = 0; i < events.length - 1; i++) {
            String piece = i == events.length - 2 ? events[i] + events[i + 1] : events[i];
            pieces.add(piece.getBytes(StandardCharsets.UTF_8));
        }
        return pieces;
    }

    @Override
    public void to(StubAi.Asked asked, StubAi.Wire wire) throws IOException, InterruptedException {
        if (!asked.streamed()) {
            wire.answer(200, whole);
            return;
        }
        streams.incrementAndGet();
        try {
            stream(wire);
        } finally {
            streams.decrementAndGet();
        }
    }

    private void stream(StubAi.Wire wire) throws IOException, InterruptedException {
        List<byte[]> said = pieces;
        OutputStream out = wire.events();
        for (int i = 0; i < said.size(); i++) {
            if (i > 0 && wait.isPositive()) {
                wire.pause(wait);
            }
            out.write(said.get(i));
            out.flush();
        }
    }
}
