/** Marketing objects: campaigns and what belongs to them. */
@NullMarked
package io.aicmo.domain.cmo;

import org.jspecify.annotations.NullMarked;
