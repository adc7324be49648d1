package io.aicmo.bench;

import io.aicmo.app.Main;
import io.aicmo.postgres.embedded.Binaries;
import io.aicmo.postgres.embedded.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How soon the server is ready on a folder that has data, against the bare start of its PostgreSQL. */
final class StartPhase {
    private static final double TIMES = 1.5;
    private static final double MORE_SECONDS = 2;
    private static final Map<String, String> AS_THE_SERVER_DOES = Map.of("shared_buffers", "256MB", "jit", "off");

    // What the first start leaves for later ones, as where the launcher lets the server run for a moment.
    private static final boolean WHOLE = Runtime.version().feature() >= 25;
    private static final String FIRST = WHOLE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
    private static final String LATER = WHOLE ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";

    private final Path folder;

    private StartPhase(Path folder) {
        this.folder = folder;
    }

    static void run(Scene scene) {
        StartPhase phase = new StartPhase(scene.lab().home().resolve("start"));
        scene.report().progress("starting a server on existing data, and its PostgreSQL alone");
        // The first makes the data, and the archive of what it loaded; what is compared is the later ones.
        phase.serverStart(FIRST);
        phase.databaseStart();
        Pairs<Double> pairs = Pairs.of(scene.effort().starts(), phase::databaseStart, () -> phase.serverStart(LATER));
        double bare = pairs.firstMedian(seconds -> seconds);
        double server = pairs.secondMedian(seconds -> seconds);
        double most = TIMES * bare + MORE_SECONDS;
        scene.report()
                .table("Start on existing data", "", "seconds, median", "min – max")
                .row("PostgreSQL alone, until it answers", seconds(bare), span(pairs.first()))
                .row("server with its PostgreSQL, until /health/ready", seconds(server), span(pairs.second()))
                .print();
        scene.report()
                .goal(
                        "server ready ≤ 1.5 × the bare start of its PostgreSQL + 2 s, which is " + seconds(most) + " s",
                        seconds(server) + " s",
                        server <= most);
    }

    private double serverStart(String archive) {
        long begun = System.nanoTime();
        Jvm jvm = Jvm.start(
                folder.resolveSibling("start.log"),
                Map.of(
                        "AICMO_HOME",
                        folder.toString(),
                        "AICMO_PORT",
                        "0",
                        "AICMO_BOOTSTRAP_TOKEN",
                        "bt_benchmarks-only"),
                List.of("-Xmx" + NodeProcess.HEAP_MIB + "m", archive + folder.resolveSibling("aicmo.archive")),
                Main.class.getName(),
                "serve");
        new Api(url(jvm.awaitLine("http://")), "").get("/health/ready");
        double seconds = (System.nanoTime() - begun) / 1e9;
        jvm.stop();
        return seconds;
    }

    private double databaseStart() {
        try {
            Path home = folder.resolve("postgres");
            DataDirectory data = new DataDirectory(Binaries.in(home.resolve("programs")), home);
            long begun = System.nanoTime();
            data.start(AS_THE_SERVER_DOES);
            double seconds = (System.nanoTime() - begun) / 1e9;
            data.stop();
            return seconds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first URL in a line. */
    static URI url(String line) {
        String from = line.substring(line.indexOf("http://"));
        int end = from.indexOf(' ');
        return URI.create(end < 0 ? from : from.substring(0, end));
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String span(List<Double> values) {
        return seconds(values.stream().mapToDouble(Double::doubleValue).min().orElseThrow()) + " – "
                + seconds(values.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }
}
