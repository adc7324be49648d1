package io.aicmo.port.job;

/** How urgent a job is among those of its tenant; never among tenants, who take turns. */
public enum Priority {
    /** Somebody waits for it. */
    P0(0),
    P1(1),
    /** What is not said otherwise. */
    P2(2),
    /** Whenever there is time. */
    P3(3);

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /** 0 for the most urgent, to 3. */
    public int rank() {
        return rank;
    }
}
