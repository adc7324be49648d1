package io.aicmo.bench;

import static io.aicmo.bench.Report.whole;

/** How much heap the servers of this run have used; with less they would have ended. */
final class HeapPhase {
    private HeapPhase() {}

    static void run(Scene scene) {
        if (scene.report().goals().isEmpty()) {
            // Alone, there was no load before.
            scene.warm(scene.lab().group());
        }
        Report.Table table = scene.report().table("Heap", "server", "-Xmx MiB", "most used MiB");
        for (NodeProcess node : scene.lab().nodes()) {
            int peak = node.peakHeapMiB();
            table.row(node.name(), whole(node.heapMiB()), whole(peak));
            scene.report()
                    .goal(
                            "heap of server \"" + node.name() + "\" under the load of this run ≤ 256 MiB",
                            peak + " MiB",
                            node.heapMiB() <= NodeProcess.HEAP_MIB);
        }
        table.print();
    }
}
