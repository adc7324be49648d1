/** The one store for every declared record type: components are columns, and the statements follow the declaration. */
@NullMarked
package io.aicmo.postgres.record;

import org.jspecify.annotations.NullMarked;
