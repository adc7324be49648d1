/** How providers are called over HTTP, and what their statuses mean. */
@NullMarked
package io.aicmo.providers.calling;

import org.jspecify.annotations.NullMarked;
