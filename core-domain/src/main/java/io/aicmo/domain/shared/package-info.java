/**
 * Words that every area uses: typed ids, checked values, entities and the one way to say no ({@link
 * io.aicmo.domain.shared.Rejected}). Nothing here knows time, chance or I/O.
 */
@NullMarked
package io.aicmo.domain.shared;

import org.jspecify.annotations.NullMarked;
