package io.aicmo.architecture.broken.domain.crm;

import com.tngtech.archunit.core.domain.JavaClass;
import java.time.Instant;

/** Breaks on purpose: a library, the clock and a getter in the core. */
public record Broken(String name) {
    public boolean library(JavaClass other) {
        return other.getName().equals(Instant.now().toString());
    }

    public String getName() {
        return name;
    }
}
