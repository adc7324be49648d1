/** Templates without logic, in the language Mustache. */
@NullMarked
package io.aicmo.providers.mustache;

import org.jspecify.annotations.NullMarked;
