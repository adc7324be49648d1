/** When work recurs. */
@NullMarked
package io.aicmo.domain.job;

import org.jspecify.annotations.NullMarked;
