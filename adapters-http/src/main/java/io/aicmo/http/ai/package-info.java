/** The kernel, the agents' own functions, and the log of their runs. */
@NullMarked
package io.aicmo.http.ai;

import org.jspecify.annotations.NullMarked;
