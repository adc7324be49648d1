/** The program: its commands, its settings, and the object graph that ties the adapters to the hexagon. */
@NullMarked
package io.aicmo.app;

import org.jspecify.annotations.NullMarked;
