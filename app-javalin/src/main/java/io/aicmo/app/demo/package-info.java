/** The demonstration: a story, told to a running server over HTTP as browsers and providers would tell it. */
@NullMarked
package io.aicmo.app.demo;

import org.jspecify.annotations.NullMarked;
