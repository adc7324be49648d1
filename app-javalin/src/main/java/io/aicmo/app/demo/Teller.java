package io.aicmo.app.demo;

import java.io.PrintWriter;

/** Says what happens, step by step, and shows what came of it. */
final class Teller {
    private final PrintWriter out;
    private int number;

    Teller(PrintWriter out) {
        this.out = out;
    }

    /** A step, and what the server made of it. */
    void say(String what, String outcome) {
        number++;
        out.println(String.format("%3d. %-62s %s", number, what, outcome));
        out.flush();
    }

    void heading(String text) {
        out.println();
        out.println(text);
        out.println();
    }

    void show(Table table) {
        out.println(table);
        out.flush();
    }

    /** Something beside a table. */
    void remark(String text) {
        out.println("  " + text);
        out.flush();
    }
}
