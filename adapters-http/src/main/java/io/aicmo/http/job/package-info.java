/** Jobs over HTTP. */
@NullMarked
package io.aicmo.http.job;

import org.jspecify.annotations.NullMarked;
