package io.aicmo.port.inmemory;

import io.aicmo.port.contract.Adapter;

/** The memory as the contracts' fixtures want it. */
public final class InMemoryForTests {
    private InMemoryForTests() {}

    /** The adapter over a world that the test holds as well. */
    public static Adapter adapter(InMemory memory) {
        return InMemoryAdapter.of(memory);
    }
}
