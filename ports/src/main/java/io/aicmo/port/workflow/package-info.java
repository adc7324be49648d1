/** What workflows can do. */
@NullMarked
package io.aicmo.port.workflow;

import org.jspecify.annotations.NullMarked;
