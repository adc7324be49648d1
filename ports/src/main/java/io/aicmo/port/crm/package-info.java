/** Ports for the spine, leads and sequences. */
@NullMarked
package io.aicmo.port.crm;

import org.jspecify.annotations.NullMarked;
