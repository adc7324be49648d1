/** Work that recurs. */
@NullMarked
package io.aicmo.application.job;

import org.jspecify.annotations.NullMarked;
