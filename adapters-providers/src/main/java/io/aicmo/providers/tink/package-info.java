/** The vault over Google Tink: a master keyset, of which one key seals and every key opens. */
@NullMarked
package io.aicmo.providers.tink;

import org.jspecify.annotations.NullMarked;
