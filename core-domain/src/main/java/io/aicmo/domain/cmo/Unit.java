package io.aicmo.domain.cmo;

/** In what a figure is measured, and so how people write it. */
public enum Unit {
    /** So many: 1,234. */
    COUNT,
    /** An amount in the currency that goes with it: 1,234.50. */
    MONEY,
    /** A part of a whole, 0 to 1, which people write as per cent: 0.034 is 3.4 %. */
    SHARE,
    /** Per cent already, as changes are: 12 is 12 %. */
    PER_CENT,
    /** So many times something: 3.2. */
    RATIO
}
