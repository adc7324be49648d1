/** Passing events on: to declared listeners, and to streams that are open. */
@NullMarked
package io.aicmo.application.event;

import org.jspecify.annotations.NullMarked;
