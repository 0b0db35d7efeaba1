package dev.quoin.consensus.raft.algorithm.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Runs tests against the algorithm with some of its classes replaced. Both are loaded anew, so that they see each other
 * and nobody else does.
 */
final class Trial extends ClassLoader {
    private static final String OURS = "dev.quoin.consensus.raft.algorithm.";

    private final Map<String, byte[]> replaced;

    Trial(Map<String, byte[]> replaced) {
        super(Trial.class.getClassLoader());
        this.replaced = replaced;
    }

    /**
     * Whether a test fails.
     *
     * @param test as {@code Class.method}
     */
    boolean fails(String test) {
        int dot = test.indexOf('.');
        try {
            Class<?> type = loadClass(OURS + test.substring(0, dot));
            Method method = type.getDeclaredMethod(test.substring(dot + 1));
            if (!method.isAnnotationPresent(Test.class)) {
                throw new AssertionError(test + " is not a test");
            }
            return fails(type, method);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean fails(Class<?> type, Method method) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        method.setAccessible(true);
        Object instance = constructor.newInstance();
        try {
            method.invoke(instance);
            return false;
        } catch (InvocationTargetException failed) {
            return true;
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return name.startsWith(OURS) ? define(name) : super.loadClass(name, resolve);
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
