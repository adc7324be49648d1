/** What marketing asks of the world beyond keeping records: to take in figures, and to add them up. */
@NullMarked
package io.aicmo.port.cmo;

import org.jspecify.annotations.NullMarked;
