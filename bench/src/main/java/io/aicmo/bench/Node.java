package io.aicmo.bench;

import io.aicmo.app.Application;
import io.aicmo.app.Settings;
import io.aicmo.app.wiring.SpineChoice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;

/**
 * The real server with the group commit or with the naive spine, as a process that ends with its standard input, so
 * that none is left behind.
 */
final class Node {
    private static final long MIB = 1024 * 1024;

    private Node() {}

    public static void main(String[] args) throws IOException {
        SpineChoice choice = args[0].equals("naive") ? NaiveSpineStore::new : (usual, transactions) -> usual;
        try (Application application = Application.start(Settings.read(System.getenv()), choice);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("listens on " + application.url());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(
                        switch (line) {
                            case "heap" -> peakHeap();
                            case "writer" -> writer(application);
                            case "compiling" ->
                                Long.toString(Warming.compilingHere().toMillis());
                            case "threads" ->
                                Integer.toString(
                                        ManagementFactory.getThreadMXBean().getThreadCount());
                            default -> "?";
                        });
            }
        }
    }

    /** MiB: the sum of each heap pool's peak, so never less than the true peak. */
    private static String peakHeap() {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        return Long.toString(peak / MIB);
    }

    /** Events and commits of the group-committing writer since the start. */
    private static String writer(Application application) {
        var spine = application.installation().spine();
        return spine.events() + " " + spine.commits();
    }
}
