package io.aicmo.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Two things measured side by side, in the order A B B A, so that what drifts on the machine meanwhile falls on both
 * alike. Neighbours are compared.
 *
 * @param <T> what a measurement gives
 */
record Pairs<T>(List<T> first, List<T> second) {

    /**
     * Measures.
     *
     * @param rounds how often A B B A; two pairs each
     */
    static <T> Pairs<T> of(int rounds, Supplier<T> a, Supplier<T> b) {
        List<T> first = new ArrayList<>();
        List<T> second = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            first.add(a.get());
            second.add(b.get());
            second.add(b.get());
            first.add(a.get());
        }
        return new Pairs<>(first, second);
    }

    /** How the second compares with the first by some figure of both. */
    Ratio ratio(ToDoubleFunction<T> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            ratios.add(figure.applyAsDouble(second.get(i)) / figure.applyAsDouble(first.get(i)));
        }
        return Ratio.of(ratios);
    }

    /** How much more of some figure the second has than the first. */
    Ratio difference(ToDoubleFunction<T> figure) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            differences.add(figure.applyAsDouble(second.get(i)) - figure.applyAsDouble(first.get(i)));
        }
        return Ratio.of(differences);
    }

    double firstMedian(ToDoubleFunction<T> figure) {
        return median(first.stream().map(figure::applyAsDouble).toList());
    }

    double secondMedian(ToDoubleFunction<T> figure) {
        return median(second.stream().map(figure::applyAsDouble).toList());
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The median of the pairs' ratios or differences, and between which bounds they were. */
    record Ratio(double median, double min, double max) {
        static Ratio of(List<Double> ratios) {
            return new Ratio(
                    Pairs.median(ratios),
                    ratios.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                    ratios.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f (%.2f – %.2f)", median, min, max);
        }
    }
}
