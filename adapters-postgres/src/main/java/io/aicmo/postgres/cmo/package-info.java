/** Marketing's figures, added up where they are. */
@NullMarked
package io.aicmo.postgres.cmo;

import org.jspecify.annotations.NullMarked;
