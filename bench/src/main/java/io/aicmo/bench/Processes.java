package io.aicmo.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes that end before they have said anything. */
final class Processes {
    private Processes() {}

    /** A process and all that it started. */
    static List<ProcessHandle> family(long pid) {
        ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(first), first.descendants()).toList();
    }

    /** Ends them at once, and waits until they are gone. */
    static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(
                process -> process.onExit().orTimeout(60, TimeUnit.SECONDS).join());
    }
}
