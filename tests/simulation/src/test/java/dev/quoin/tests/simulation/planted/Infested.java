package dev.quoin.tests.simulation.planted;

import dev.quoin.testkit.cluster.MemberFactory;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;

/** Loads the core, the consensus engine and what puts them together once more, with some of their classes replaced. */
final class Infested extends ClassLoader {
    private static final List<String> ANEW =
            List.of("dev.quoin.core.", "dev.quoin.consensus.", "dev.quoin.tests.simulation.");

    private final Map<String, byte[]> replaced;

    Infested(Map<String, byte[]> replaced) {
        super(Infested.class.getClassLoader());
        this.replaced = replaced;
    }

    /** Puts members together that have the bug. */
    MemberFactory members() {
        try {
            return (MemberFactory) loadClass("dev.quoin.tests.simulation.QuoinMembers")
                    .getConstructor()
                    .newInstance();
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return ANEW.stream().anyMatch(name::startsWith) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] changed = replaced.get(name);
        byte[] bytes = changed != null ? changed : original(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}
