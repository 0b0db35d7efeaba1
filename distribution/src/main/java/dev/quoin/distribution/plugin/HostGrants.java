package dev.quoin.distribution.plugin;

import java.util.List;

/**
 * Packages of the JDK that engines written for speed reach into. Flags that name a module of a plugin's layer do nothing, so that the
 * launcher opens them to the host, and the host passes them on.
 */
final class HostGrants {
    private static final List<String> PACKAGES = List.of("java.nio", "sun.nio.ch");

    private HostGrants() {}

    static void passOn(Module module) {
        Module base = Object.class.getModule();
        Module host = HostGrants.class.getModule();
        for (String name : PACKAGES) {
            if (base.isOpen(name, host)) {
                base.addOpens(name, module);
            }
        }
    }
}
