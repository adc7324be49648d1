/**
 * Load and ratios on the hot paths: {@link io.aicmo.bench.SpineBench} measures what docs/performance.md shows, {@link
 * io.aicmo.bench.CrashBench} kills servers and looks for what they had promised to keep.
 */
@NullMarked
package io.aicmo.bench;

import org.jspecify.annotations.NullMarked;
