package io.aicmo.domain.cmo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric of a week, next to the week before and to what it should be.
 *
 * @param thisWeek its value, or null where it is not known or there is no such rate
 * @param lastWeek its value in the week before, or null likewise
 * @param target what the plan asks of a week, or null where it asks nothing
 */
public record WeekFigure(
        Metric metric,
        @Nullable BigDecimal thisWeek,
        @Nullable BigDecimal lastWeek,
        @Nullable BigDecimal target) {

    public WeekFigure {
        thisWeek = Figure.canonical(thisWeek);
        lastWeek = Figure.canonical(lastWeek);
        target = Figure.canonical(target);
    }

    /** By how much it grew; negative where it fell; null where either week is not known. */
    public @Nullable BigDecimal change() {
        return thisWeek == null || lastWeek == null ? null : Figure.canonical(thisWeek.subtract(lastWeek));
    }

    /** By how many per cent it grew, to one decimal; null where there was nothing to grow from. */
    public @Nullable BigDecimal changePercent() {
        return percent(change(), lastWeek);
    }

    /** How many per cent of the target were reached, to one decimal; null where there is none. */
    public @Nullable BigDecimal targetPercent() {
        return percent(thisWeek, target);
    }

    /** Whether it became better; neither it nor {@link #worsened} where it stayed, or where better means nothing. */
    public boolean improved() {
        return thisWeek != null && lastWeek != null && metric.isBetter(thisWeek, lastWeek);
    }

    /** Whether it became worse. */
    public boolean worsened() {
        return thisWeek != null && lastWeek != null && metric.isBetter(lastWeek, thisWeek);
    }

    /** Whether it falls short of its target. */
    public boolean missesTarget() {
        return thisWeek != null && target != null && metric.isBetter(target, thisWeek);
    }

    /** All numbers that may be told about it. */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        add(figures, "this week", thisWeek, metric.unit());
        add(figures, "last week", lastWeek, metric.unit());
        add(figures, "target", target, metric.unit());
        add(figures, "change", change(), metric.unit());
        add(figures, "change in per cent", changePercent(), Unit.PER_CENT);
        add(figures, "per cent of the target", targetPercent(), Unit.PER_CENT);
        return figures;
    }

    private void add(List<Figure> figures, String what, @Nullable BigDecimal value, Unit unit) {
        if (value != null) {
            figures.add(new Figure(metric.word() + ", " + what, value, unit));
        }
    }

    private static @Nullable BigDecimal percent(@Nullable BigDecimal part, @Nullable BigDecimal whole) {
        return part == null ? null : Rates.ratio(part.movePointRight(2), whole, 1);
    }
}
