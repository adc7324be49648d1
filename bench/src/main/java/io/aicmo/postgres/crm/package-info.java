/** What benchmarks need of the adapter's inside. */
@NullMarked
package io.aicmo.postgres.crm;

import org.jspecify.annotations.NullMarked;
