package io.aicmo.architecture.broken.application.crm;

/** Breaks on purpose: an interface with a name that says nothing, and a library inside. */
public interface DoImpl {
    com.tngtech.archunit.lang.ArchRule library();
}
