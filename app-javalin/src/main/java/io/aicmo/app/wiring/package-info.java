/**
 * The object graph: one Dagger module per adapter, and one per area for what is done later. Injection annotations are here
 * and nowhere else.
 */
@NullMarked
package io.aicmo.app.wiring;

import org.jspecify.annotations.NullMarked;
