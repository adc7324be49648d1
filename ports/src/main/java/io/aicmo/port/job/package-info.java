/** Work that is done later. */
@NullMarked
package io.aicmo.port.job;

import org.jspecify.annotations.NullMarked;
