package dev.quoin.backend.lmdb.lib;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The functions of liblmdb that the writer needs. Each returns LMDB's result code; 0 is success. */
public final class Lmdb {
    static final int NO_TLS = 0x200000;
    static final int NO_READ_AHEAD = 0x800000;
    static final int READ_ONLY = 0x20000;
    static final int CREATE = 0x40000;
    static final int RESERVE = 0x10000;

    private final MethodHandle envCreate;
    private final MethodHandle envSetMapSize;
    private final MethodHandle envSetMaxDbs;
    private final MethodHandle envSetMaxReaders;
    private final MethodHandle envOpen;
    private final MethodHandle envGetFd;
    private final MethodHandle envClose;
    private final MethodHandle txnBegin;
    private final MethodHandle txnCommit;
    private final MethodHandle txnAbort;
    private final MethodHandle txnReset;
    private final MethodHandle txnRenew;
    private final MethodHandle dbiOpen;
    private final MethodHandle put;
    private final MethodHandle del;
    private final MethodHandle strerror;

    Lmdb(Path library) {
        SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
        envCreate = function(symbols, "mdb_env_create", JAVA_INT, ADDRESS);
        envSetMapSize = function(symbols, "mdb_env_set_mapsize", JAVA_INT, ADDRESS, JAVA_LONG);
        envSetMaxDbs = function(symbols, "mdb_env_set_maxdbs", JAVA_INT, ADDRESS, JAVA_INT);
        envSetMaxReaders = function(symbols, "mdb_env_set_maxreaders", JAVA_INT, ADDRESS, JAVA_INT);
        envOpen = function(symbols, "mdb_env_open", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
        envGetFd = function(symbols, "mdb_env_get_fd", JAVA_INT, ADDRESS, ADDRESS);
        envClose = procedure(symbols, "mdb_env_close", ADDRESS);
        txnBegin = function(symbols, "mdb_txn_begin", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
        txnCommit = function(symbols, "mdb_txn_commit", JAVA_INT, ADDRESS);
        txnAbort = procedure(symbols, "mdb_txn_abort", ADDRESS);
        txnReset = procedure(symbols, "mdb_txn_reset", ADDRESS);
        txnRenew = function(symbols, "mdb_txn_renew", JAVA_INT, ADDRESS);
        dbiOpen = function(symbols, "mdb_dbi_open", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
        put = function(symbols, "mdb_put", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
        del = function(symbols, "mdb_del", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        strerror = function(symbols, "mdb_strerror", ADDRESS, JAVA_INT);
    }

    private static MethodHandle function(
            SymbolLookup symbols, String name, MemoryLayout result, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    private static MethodHandle procedure(SymbolLookup symbols, String name, MemoryLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
    }

    /** The handles throw nothing themselves. */
    private static AssertionError impossible(Throwable e) {
        return new AssertionError(e);
    }

    int envCreate(MemorySegment out) {
        try {
            return (int) envCreate.invokeExact(out);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int envConfigure(MemorySegment env, long mapSize, int databases, int readers) {
        try {
            int result = (int) envSetMapSize.invokeExact(env, mapSize);
            result = result != 0 ? result : (int) envSetMaxDbs.invokeExact(env, databases);
            return result != 0 ? result : (int) envSetMaxReaders.invokeExact(env, readers);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int envOpen(MemorySegment env, MemorySegment path, int flags, int mode) {
        try {
            return (int) envOpen.invokeExact(env, path, flags, mode);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int envDescriptor(MemorySegment env, MemorySegment out) {
        try {
            return (int) envGetFd.invokeExact(env, out);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    void envClose(MemorySegment env) {
        try {
            envClose.invokeExact(env);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int txnBegin(MemorySegment env, int flags, MemorySegment out) {
        try {
            return (int) txnBegin.invokeExact(env, MemorySegment.NULL, flags, out);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int txnCommit(MemorySegment txn) {
        try {
            return (int) txnCommit.invokeExact(txn);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    void txnAbort(MemorySegment txn) {
        try {
            txnAbort.invokeExact(txn);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    void txnReset(MemorySegment txn) {
        try {
            txnReset.invokeExact(txn);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int txnRenew(MemorySegment txn) {
        try {
            return (int) txnRenew.invokeExact(txn);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int dbiOpen(MemorySegment txn, MemorySegment name, int flags, MemorySegment out) {
        try {
            return (int) dbiOpen.invokeExact(txn, name, flags, out);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int put(MemorySegment txn, int dbi, MemorySegment key, MemorySegment value, int flags) {
        try {
            return (int) put.invokeExact(txn, dbi, key, value, flags);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int delete(MemorySegment txn, int dbi, MemorySegment key) {
        try {
            return (int) del.invokeExact(txn, dbi, key, MemorySegment.NULL);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    String message(int code) {
        try {
            MemorySegment text = (MemorySegment) strerror.invokeExact(code);
            return text.reinterpret(256).getString(0);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }
}
