package dev.quoin.distribution.plugin;

import java.lang.module.ModuleReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The modules of one plugin as seen by each other: which services they have to do with, whose packages those are in, and who requires whom. A
 * service can only be used or provided by a module that requires the one with its package, and requirements must not go in circles.
 */
final class Siblings {
    private final Map<String, String> ownerOfPackage = new HashMap<>();
    private final Map<String, Set<String>> requires = new HashMap<>();
    private final Set<String> services = new TreeSet<>();

    Siblings(Collection<ModuleReference> modules) {
        for (ModuleReference module : modules) {
            String name = module.descriptor().name();
            module.descriptor().packages().forEach(p -> ownerOfPackage.put(p, name));
            Set<String> required = requires.computeIfAbsent(name, n -> new HashSet<>());
            module.descriptor().requires().forEach(r -> required.add(r.name()));
            module.descriptor().provides().forEach(p -> services.add(p.service()));
            services.addAll(module.descriptor().uses());
        }
    }

    static String packageOf(String type) {
        int dot = type.lastIndexOf('.');
        return dot < 0 ? "" : type.substring(0, dot);
    }

    /** All services that one of them provides or uses. */
    Set<String> services() {
        return services;
    }

    /** The module among them that a service's type is in. */
    Optional<String> owner(String service) {
        return Optional.ofNullable(ownerOfPackage.get(packageOf(service)));
    }

    /** Lets one require another unless that would close a circle. */
    boolean mayRequire(String module, String other) {
        if (reaches(other, module, new HashSet<>())) {
            return false;
        }
        requires.computeIfAbsent(module, n -> new HashSet<>()).add(other);
        return true;
    }

    private boolean reaches(String from, String to, Set<String> seen) {
        return from.equals(to)
                || seen.add(from)
                        && requires.getOrDefault(from, Set.of()).stream().anyMatch(next -> reaches(next, to, seen));
    }
}
