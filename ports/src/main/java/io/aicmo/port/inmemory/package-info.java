/** In-memory adapters of every port, JDK only, with rollback, versions and isolation as in a database: enough to embed, to test and to try. */
@NullMarked
package io.aicmo.port.inmemory;

import org.jspecify.annotations.NullMarked;
