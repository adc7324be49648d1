/** Live updates over HTTP. */
@NullMarked
package io.aicmo.http.event;

import org.jspecify.annotations.NullMarked;
