/** Domain events: what can happen, how it is told with the transaction that causes it, and how it is heard. */
@NullMarked
package io.aicmo.port.event;

import org.jspecify.annotations.NullMarked;
