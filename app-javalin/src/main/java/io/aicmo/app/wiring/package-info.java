/** The object graph: one Dagger module per adapter. Injection annotations are here and nowhere else. */
@NullMarked
package io.aicmo.app.wiring;

import org.jspecify.annotations.NullMarked;
