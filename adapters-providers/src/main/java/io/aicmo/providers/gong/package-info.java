/** Gong's automation rules. */
@NullMarked
package io.aicmo.providers.gong;

import org.jspecify.annotations.NullMarked;
