/** Workflows over HTTP. */
@NullMarked
package io.aicmo.http.workflow;

import org.jspecify.annotations.NullMarked;
