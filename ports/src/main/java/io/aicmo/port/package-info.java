/** What the hexagon asks of the world: transactions, records, time and ids. A port's Javadoc is its contract; its contract test is the proof. */
@NullMarked
package io.aicmo.port;

import org.jspecify.annotations.NullMarked;
